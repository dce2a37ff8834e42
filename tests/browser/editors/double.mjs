// A background that answers for the checks of replies, as quickly or slowly as a test wants it. All else is the
// extension's own.

/** Requests that are answered here. */
const OURS = ['checkReply', 'replyReleased', 'replySent'];

/** How long the answer to a text with `(slow)` in it takes, in milliseconds: less than the page's patience. */
const SLOW = 700;

/** @type {{ type: string, key: string | null, text: string }[]} */
let asked = [];
/** Nothing is answered. */
let silent = false;

const ours = (/** @type {any} */ message) => message?.to === 'double' || OURS.includes(message?.request?.type);
const { onMessage } = chrome.runtime;
const listen = onMessage.addListener.bind(onMessage);

listen((/** @type {any} */ message, _sender, reply) => {
  if (!ours(message)) return false;
  if (message.to === 'double') {
    reply(asked);
    if (message.forget) [asked, silent] = [[], message.silent === true];
    return false;
  }
  const { type, reply: written } = message.request;
  const text = written.text;
  asked.push({ type, key: written.post?.key ?? null, text });
  const hold = text.includes('[name]');
  const found = { check: 'placeholder', severity: 'holds', spans: [], words: '[name]', parts: ['[name]'], fix: null };
  const checked = { findings: hold ? [found] : [], used: text.length, max: 280, overFrom: null, parts: [], promises: [] };
  const response = { type: 'checked', checked };
  if (!silent) setTimeout(() => reply({ ok: true, response }), text.includes('(slow)') ? SLOW : 0);
  return true;
});

// The extension's own listeners hear of the rest.
onMessage.addListener = (/** @type {any} */ heard) =>
  listen((/** @type {any} */ message, sender, reply) => (ours(message) ? false : heard(message, sender, reply)));
