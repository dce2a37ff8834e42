// A new profile's Firefox compiles its own scripts, a third of its start. The first that ends leaves them to those that come.

import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../target/tests/firefox', import.meta.url));
/** Of a profile's cache: nothing that is about an extension. */
const SCRIPTS = /^(scriptCache.*\.bin|startupCache\..*)$/;
/** Says whose the scripts are; without it Firefox throws them away. */
const WHOSE = 'compatibility.ini';

/** Where this Firefox's are. */
const kept = async (/** @type {string} */ program) => join(FOLDER, String((await stat(program)).mtimeMs));
const isThere = (/** @type {string} */ path) => stat(path).then(() => true, () => false);

/** Gives a profile that was never used what was left. */
export async function takeCompiled(/** @type {string} */ program, /** @type {string | undefined} */ profile) {
  if (!profile || (await isThere(join(profile, WHOSE)))) return;
  await cp(await kept(program), profile, { recursive: true }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Leaves what the profile's Firefox compiled, where nobody has. */
export async function keepCompiled(/** @type {string} */ program, /** @type {string | undefined} */ profile) {
  const place = await kept(program);
  if (!profile || (await isThere(place))) return;
  const cache = join(profile, 'startupCache');
  const scripts = (await readdir(cache).catch(() => [])).filter((name) => SCRIPTS.test(name));
  // It was ended before it came to that.
  if (scripts.length === 0) return;
  await mkdir(FOLDER, { recursive: true });
  const made = await mkdtemp(join(FOLDER, 'made-'));
  for (const name of scripts) await cp(join(cache, name), join(made, 'startupCache', name));
  await cp(join(profile, WHOSE), join(made, WHOSE));
  // All or nothing, and whoever was first: another spec may be at it too.
  await rename(made, place).catch(() => rm(made, { recursive: true }));
}
