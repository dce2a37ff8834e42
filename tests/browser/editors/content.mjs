// A content script that puts drafts into the composer on word from a test and holds back what still says `[name]`, with
// everything that the real one does it by: the same modules, in the same isolated world.

import sites from '../../../target/generated/sites.json';
import { Drafts } from '../../../extension/content/drafts';
import { Gate } from '../../../extension/content/gate';
import { Reader } from '../../../extension/content/snapshot';
import { Toast } from '../../../extension/content/toast';
import { COMPOSERS } from './tables.mjs';

const x = /** @type {any[]} */ (sites.tables).find(({ name }) => name === 'x');
const name = location.pathname.split('/')[2]?.split('-')[0] ?? '';
const table = { ...x, composer: { ...x.composer, ...COMPOSERS[name] } };
const drafts = new Drafts(new Reader(table), new Toast(() => undefined), () => {}, () => {});

/** @type {string[]} what the gate did */
const told = [];
const verdict = (/** @type {string} */ text) => ({ hold: text.includes('[name]') });
const gate = new Gate(table, drafts.composer, {
  ask: verdict,
  check: async (text) => verdict(text),
  held: (_, { text }) => void told.push(`held ${text}`),
  released: (_, { text }) => void told.push(`released ${text}`),
  free() {},
  unchecked() {},
  passed: (text, key) => void told.push(`sent ${text} to ${key}`),
});

const pass = () => {
  drafts.passed();
  gate.look();
};
new MutationObserver(() => requestAnimationFrame(pass)).observe(document, { subtree: true, childList: true, attributes: true });

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message?.to !== 'editors') return false;
  if (message.kind === 'told') {
    pass();
    reply(told);
    return false;
  }
  void drafts.place(message.key, message.text, message.add).then(reply);
  return true;
});
