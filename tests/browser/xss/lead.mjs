// All that a lead can set up, made of payloads. What the engine refuses (too long, no letters) is left out.

import { strict as assert } from 'node:assert';
import { ask } from '../harness/setup.mjs';
import { KINDS, PAYLOADS, sample } from './payloads.mjs';

/** @typedef {import('../harness/browsers.mjs').Doc} Doc */

const line = (/** @type {string} */ text) => text.replace(/\p{Cc}+/gu, ' ').trim();
const LINES = PAYLOADS.map(({ text }) => line(text));
/** One of each kind, short enough for a name. */
const NAMES = KINDS.map((kind) => line(PAYLOADS.find((payload) => payload.kind === kind && payload.text.length <= 60)?.text ?? kind));

/** Sends any message as a page of the extension. */
const send = (/** @type {Doc} */ page, /** @type {object} */ message) =>
  page.evaluate(
    // @ts-ignore: there in an extension's page
    (message) => chrome.runtime.sendMessage(message),
    message,
  );

/** The entries that a check has nothing against; `path` makes the beginning of a problem's place of an entry's number. */
function without(/** @type {string[]} */ entries, /** @type {any[]} */ problems, /** @type {(at: number) => string} */ path) {
  const bad = new Set(problems.map((problem) => problem.path.split(':')[0]));
  return entries.filter((_, at) => !bad.has(path(at)));
}

async function brands(/** @type {Doc} */ page) {
  const first = { name: `Larkspur ${NAMES[1]}`, handles: ['@LarkspurCare'], names: ['Larkspur'], nicknames: [], exclude: [] };
  const others = NAMES.map((name, at) => ({ name: `B${at} ${name}`, handles: [`@example_brand${at}`], names: [], nicknames: [], exclude: [] }));
  const lists = { names: LINES, nicknames: LINES.map((text) => `n ${text}`), exclude: LINES.map((text) => `e ${text}`) };
  const made = (/** @type {Record<string, string[]>} */ lists) => [first, { ...others[0], ...lists }, ...others.slice(1)];
  const { problems } = await ask(page, { type: 'checkProfile', profile: { brand: made(lists) } });
  const left = Object.fromEntries(Object.entries(lists).map(([name, all]) => [name, without(all, problems, (at) => `brand[1].${name}[${at}]`)]));
  const { saved, problems: faults } = await ask(page, { type: 'saveProfile', profile: { brand: made(left) } });
  assert.ok(saved, JSON.stringify(faults));
  for (const [name, list] of Object.entries(left)) assert.ok(list.length > 300, `${list.length} ${name}`);
  return others.map(({ name }) => name);
}

/** Every payload as an article: its title, its text, its address and its file's name; some as pages of HTML. */
async function articles(/** @type {Doc} */ page) {
  const files = PAYLOADS.flatMap(({ number, text }, at) => {
    const head = `---\ntitle: ${LINES[at]}\nurl: ${at % 2 ? `https://help.example/${number}?${LINES[at]}` : LINES[at]}\n---\n`;
    const made = [{ path: `a/${number}-${LINES[at]}.md`, text: `${head}Router ${number} is broken again: ${text}\n` }];
    if (at % 4 === 0) made.push({ path: `h/${number}.html`, text: `<html><head><title>${text}</title></head><body><h1>Page ${number}</h1><p>My router is broken. ${text}</p></body></html>` });
    return made;
  });
  const base = { id: 'payloads', name: `Base ${NAMES[0]}`, brands: [], source: { kind: 'files' }, baseUrl: '', lang: '', campaign: '' };
  const { problems } = await ask(page, { type: 'saveBase', base });
  assert.deepEqual(problems, []);
  await ask(page, { type: 'importBegin', base });
  await send(page, { to: 'background', kind: 'files', files: files.map(({ path, text }) => ({ path, base64: Buffer.from(text).toString('base64') })) });
  const { report } = await ask(page, { type: 'importCommit' });
  assert.ok(report?.new > 300, `${report?.new} articles`);
  const others = NAMES.slice(1).map((name, at) => ({ ...base, id: `other-${at}`, name: `Base ${name}` }));
  for (const base of others) await ask(page, { type: 'saveBase', base });
  const listed = await ask(page, { type: 'baseArticles', id: base.id, query: '' });
  const [flagged] = listed.articles;
  await act(page, `article:${base.id}:${flagged.article.group}`, { type: 'flagged', article: flagged.article, note: LINES[0] });
  await ask(page, { type: 'saveSynonyms', text: LINES.slice(0, 40).map((text) => text.replace(/[=,#]/g, ' ')).map((text, at) => `word${at}, ${text}`).join('\n') });
  return [base, ...others].map(({ name }) => name);
}

let acts = 0;
/** Has an act kept, as the frame does. */
function act(/** @type {Doc} */ page, /** @type {string} */ post, /** @type {object} */ act) {
  acts += 1;
  return ask(page, { type: 'act', event: { id: `act-${acts}`, post, at: Date.now() - 3_600_000 + acts, act } });
}

/** Playbooks whose names, texts and questions are payloads. */
async function playbooks(/** @type {Doc} */ page) {
  const made = LINES.map((text, at) => ({
    path: `reply-${at}.md`,
    text: `---\nname: ${text}\nwhen: complaint, question, suggestion, praise, other\nfor:\n- ${text}\n${at % 9 ? '' : `ask.x: menu ${text} | other\n`}---\n${at % 9 ? '' : '{{ask.x}} '}Sorry: ${text}\n`,
  }));
  const { problems } = await ask(page, { type: 'checkTemplates', templates: made });
  const bad = new Set(problems.map((/** @type {any} */ problem) => problem.path.split(':')[0]));
  const left = made.filter(({ path }) => !bad.has(path));
  assert.ok(left.length > 300, `${left.length} playbooks: ${JSON.stringify(problems.slice(0, 5))}`);
  const { saved } = await ask(page, { type: 'saveTemplates', templates: left });
  assert.ok(saved);
  // A head's value in quotes is what stands between them.
  return left.map(({ path }) => LINES[Number(/\d+/.exec(path))]).filter((name) => !/^["']/.test(name));
}

async function topics(/** @type {Doc} */ page) {
  const made = PAYLOADS.filter(({ text }) => text.length <= 40)
    .slice(0, 60)
    .map(({ number, text }) => ({ path: `t${number}.txt`, text: `name: ${line(text)}\n\n3 broken again\n` }));
  const { saved, problems } = await ask(page, { type: 'saveTopics', topics: made });
  assert.ok(saved, JSON.stringify(problems));
  assert.ok(made.length > 30, `${made.length} topics`);
  return made.map(({ text }) => /name: (.*)/.exec(text)?.[1] ?? '');
}

/** Hours, ways, rules, promises, a sign-off: the smaller settings. */
async function rest(/** @type {Doc} */ page, /** @type {string} */ brand) {
  const text = LINES[1];
  const hours = { zone: 'Europe/London', week: 'Mon-Sun 0-24', special: `12-25 closed ${text}` };
  const way = (/** @type {string} */ kind, /** @type {string} */ to) => ({ kind, to, text: `Write to us ${text}`, hours });
  const ways = [{ brand, hours, ways: [way('phone', '0800 123456'), way('chat', 'https://chat.example/#&quot;onclick=slip')] }];
  const kept = [
    await ask(page, { type: 'saveWays', ways }),
    await ask(page, { type: 'saveReplySettings', settings: { signOff: '<svg/onload=slip=1>', statusLink: 'https://status.example/?&quot;onclick=slip', customers: '@example_1000 vip' } }),
    await ask(page, { type: 'saveChecks', policy: { jargon: sample(2).map(({ text }, at) => [`RMA${at}`, line(text)]), allowed: [text] } }),
    await ask(page, { type: 'saveRewriting', settings: { by: 'endpoint', url: 'https://model.example/v1', model: text, key: '', send_post: false } }),
  ];
  for (const { type, saved, problems } of kept) assert.ok(saved, `${type}: ${JSON.stringify(problems)}`);
  const promised = sample(3).map(({ text }) => line(text));
  for (const [at, words] of promised.entries()) await act(page, `x:90${at}`, { type: 'promised', what: 'call', words, due: Date.now() + 3_600_000 });
  return promised;
}

/** Sets all of it up; what the options must show then. */
export async function fillOptions(/** @type {Doc} */ page) {
  const names = await brands(page);
  const shown = [...(await articles(page)), ...(await playbooks(page)), ...(await topics(page)), ...(await rest(page, names[0] ?? ''))];
  return shown;
}

/** What the background says of an import that failed, as if a server had answered with payloads. */
export function failImport(/** @type {Doc} */ page) {
  const problems = PAYLOADS.map(({ text }) => ({ code: 'source.page', path: text, message: text, fatal: false }));
  const report = { at: Date.now(), new: 1, changed: 0, same: 0, gone: 0, skipped: problems, skippedAll: problems.length, partial: true };
  const failure = { code: 'source.failed', message: LINES[1], path: LINES[2] };
  return send(page, { to: 'pages', kind: 'fetch', progress: null, report, failure });
}
