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
export async function ask(page, request) {
  const answer = await page.evaluate(
    (request) =>
      // @ts-ignore: there in an extension's page
      chrome.runtime.sendMessage({ to: 'background', kind: 'engine', request }),
    request,
  );
  if (!answer?.ok) throw new Error(`the background refused ${JSON.stringify(request).slice(0, 200)}: ${JSON.stringify(answer)}`);
  return answer.response;
}

/** Keeps a brand profile. */
export async function saveProfile(/** @type {Doc} */ page, brands = [LARKSPUR]) {
  const { saved, problems } = await ask(page, { type: 'saveProfile', profile: { brand: brands } });
  if (!saved) throw new Error(`the profile was refused: ${JSON.stringify(problems)}`);
}

/** Imports every article of a folder. */
export async function importArticles(/** @type {Doc} */ page, folder = ARTICLES) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const files = await Promise.all(
    names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  );
  await ask(page, { type: 'importBegin', source: basename(folder), baseUrl: '' });
  await ask(page, { type: 'importFiles', files });
  const { articles, problems } = await ask(page, { type: 'importCommit' });
  if (!articles) throw new Error(`no article was imported: ${JSON.stringify(problems)}`);
  return articles;
}
