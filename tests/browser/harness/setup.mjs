// What a lead would have set up: the brand and its articles. Told to the extension as its own pages tell it.

import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./browsers.mjs').Doc} Doc */

export const LARKSPUR = {
  name: 'Larkspur Broadband',
  handles: ['@LarkspurCare', '@Larkspur'],
  names: ['Larkspur'],
  nicknames: ['Larkslow', 'Larkspurned'],
  exclude: ['larkspur flower'],
};

const ARTICLES = fileURLToPath(new URL('../../../www/articles', import.meta.url));

/**
 * Asks the background's engine from one of the extension's pages.
 * @param {Doc} page
 * @param {object} request
 * @returns {Promise<any>}
 */
export const ask = (page, request) => send(page, { kind: 'engine', request });

/**
 * Sends the background a message as the extension's pages do; what the engine answers to it.
 * @param {Doc} page
 * @param {object} message
 * @returns {Promise<any>}
 */
async function send(page, message) {
  const answer = await page.evaluate(
    (message) =>
      // @ts-ignore: there in an extension's page
      chrome.runtime.sendMessage({ to: 'background', ...message }),
    message,
  );
  if (!answer?.ok) throw new Error(`the background refused ${JSON.stringify(message).slice(0, 200)}: ${JSON.stringify(answer)}`);
  return answer.response;
}

/** Keeps a brand profile. */
export async function saveProfile(/** @type {Doc} */ page, brands = [LARKSPUR]) {
  const { saved, problems } = await ask(page, { type: 'saveProfile', profile: { brand: brands } });
  if (!saved) throw new Error(`the profile was refused: ${JSON.stringify(problems)}`);
}

/** Imports every article of a folder; how the knowledge base stands then. */
export async function importArticles(/** @type {Doc} */ page, folder = ARTICLES) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const files = await Promise.all(
    names.map(async (path) => ({ path, base64: await readFile(join(folder, path), 'base64') })),
  );
  const base = { id: 'articles', name: basename(folder), brands: [], source: { kind: 'files' }, baseUrl: '', lang: '', campaign: '' };
  const { problems: faults } = await ask(page, { type: 'saveBase', base });
  if (faults.length > 0) throw new Error(`the knowledge base was refused: ${JSON.stringify(faults)}`);
  await ask(page, { type: 'importBegin', base });
  await send(page, { kind: 'files', files });
  const { report, problems } = await ask(page, { type: 'importCommit' });
  if (!report) throw new Error(`no article was imported: ${JSON.stringify(problems)}`);
  const { bases } = await ask(page, { type: 'bases' });
  return bases.find((/** @type {any} */ state) => state.base.id === base.id);
}

/** Types into a field, or chooses of a menu, as far as the page can tell: the element of this id. */
export function enter(/** @type {Doc} */ page, /** @type {string} */ id, /** @type {string} */ value) {
  return page.evaluate(
    (id, value) => {
      const field = /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */ (document.getElementById(id));
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    id,
    value,
  );
}
