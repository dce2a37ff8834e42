// A content script that puts drafts into the composer on word from a test, with everything that the real one does it by:
// the same modules, in the same isolated world.

import tables from '../../../target/generated/sites.json';
import { Drafts } from '../../../extension/content/drafts';
import { Reader } from '../../../extension/content/snapshot';
import { Toast } from '../../../extension/content/toast';
import { COMPOSERS } from './tables.mjs';

const [x] = /** @type {any[]} */ (tables);
const name = location.pathname.split('/')[2]?.split('-')[0] ?? '';
const table = { ...x, composer: { ...x.composer, ...COMPOSERS[name] } };
const drafts = new Drafts(new Reader(table), new Toast(), () => {}, () => {});

new MutationObserver(() => requestAnimationFrame(() => drafts.passed())).observe(document, { subtree: true, childList: true, attributes: true });

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message?.to !== 'editors') return false;
  void drafts.place(message.key, message.text, message.add).then(reply);
  return true;
});
