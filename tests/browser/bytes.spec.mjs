// A knowledge base is the same file, byte for byte, whether the browser's module builds it or the program.

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PROGRAM = here('target/debug/handrail');
const ARTICLES = here('www/articles');
const ENCODER = here('target/extension/chromium/second/encoder.bin');

/** A module as the package has it. */
async function load(/** @type {string} */ name) {
  const module = await import(here(`target/generated/${name}/${name}.js`));
  module.initSync({ module: readFileSync(here(`target/generated/${name}/small/${name}_bg.wasm`)) });
  return module;
}

const skip = !existsSync(PROGRAM) && 'the program was not built: `cargo test` does';

test('the importer in the browser and `handrail kb build` write the same bytes', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bytes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'help.kb');
  execFileSync(PROGRAM, ['kb', 'build', ARTICLES, '-o', file, '--words-only'], { env: { ...process.env, SOURCE_DATE_EPOCH: '1' } });

  const { Imports } = await load('importer');
  const imports = new Imports();
  const base = { id: 'help', name: 'articles', source: { kind: 'files' } };
  const paths = readdirSync(ARTICLES).sort();
  const files = paths.map((path) => ({ path, bytes: readFileSync(join(ARTICLES, path)) }));
  imports.handle({ type: 'importBegin', base }, 1000); // asks for what there was before: nothing
  imports.handle({ type: 'importBegin', base }, 1000);
  imports.handle({ type: 'importFiles', files }, 1000);
  const { effects } = imports.handle({ type: 'importCommit' }, 1000);
  const built = effects.find((/** @type {any} */ { record }) => record === 'base:help').bytes;
  assert.deepEqual(Buffer.from(built), readFileSync(file));
});

const noEncoder = skip || (!existsSync(ENCODER) && 'the package has no encoder: its weights could not be fetched');

test('the encoder in the browser and in the program give a text the same vector', { skip: noEncoder }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-bytes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'help.kb');
  const build = ['kb', 'build', ARTICLES, '-o', file, '--encoder', ENCODER];
  execFileSync(PROGRAM, build, { env: { ...process.env, SOURCE_DATE_EPOCH: '1' } });

  const [{ Core }, { Second }] = [await load('engine'), await load('encoder')];
  const part = (/** @type {string} */ name) => readFileSync(here(`target/extension/chromium/${name}`));
  const second = new Second(part('second/encoder.bin'), part('second/adapter.bin'));
  const core = new Core(part('background/weights.bin'), part('background/lists.txt').toString(), part('background/words.txt'));
  const base = { id: 'help', name: 'articles', source: { kind: 'files' } };
  core.load('bases', Buffer.from(JSON.stringify([base])));
  // The program's file without its vectors: what follows the index.
  const whole = readFileSync(file);
  const end = whole.indexOf('HNDRLKS\n');
  core.load('base:help', whole.subarray(0, end));
  const unread = core.handle({ type: 'unread', most: 1000 }, 0).response;
  const vectors = unread.texts.flatMap((/** @type {string} */ text) => [...second.embed(text)]);
  const { effects } = core.handle({ type: 'read', base: 'help', imported: unread.imported, numbers: unread.numbers, vectors }, 0);
  // Both are rows of the same form: a step and bytes for each text, after a short head.
  const rows = Buffer.from(effects[0].bytes).subarray(8);
  assert.ok(unread.numbers.length < 256, 'one part holds all');
  assert.ok(whole.subarray(end).includes(rows));
});
