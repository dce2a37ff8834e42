// Drives the stand-in in Chromium and in Firefox and says what does not work.
//
//   node www/check.mjs [chromium|firefox] [--shots FOLDER]

import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browsers.mjs';
import { build } from './build.mjs';
import { CHECKS } from './checks.mjs';
import { serve } from './server.mjs';

async function run(name, site) {
  const browser = await launch(name, site.port);
  let failed = 0;
  try {
    for (const [title, check] of Object.entries(CHECKS)) {
      const page = await browser.newPage();
      const noise = [];
      page.on('console', (m) => /^(error|warn)/.test(m.type()) && noise.push(m.text()));
      page.on('pageerror', (e) => noise.push(e.message));
      try {
        await page.setViewport({ width: 1280, height: 900 });
        await page.goto('https://x.com/home');
        await page.evaluate(() => __stand.ready);
        const expected = (await check(page)) === 'noisy';
        noise.push(...(await page.evaluate(() => __stand.troubles)));
        if (!expected) assert.deepEqual(noise, [], 'the page complained');
        console.log(`${name}: ok    ${title}`);
      } catch (error) {
        failed += 1;
        console.log(`${name}: FAILS ${title}\n  ${String(error.message).replaceAll('\n', '\n  ')} ${noise.join(' | ')}`);
      }
      await page.close();
    }
    if (values.shots) await shoot(browser, name);
  } finally {
    await browser.close();
  }
  return failed;
}

async function shoot(browser, name) {
  await mkdir(values.shots, { recursive: true });
  const page = await browser.newPage();
  for (const width of [1280, 600]) {
    for (const theme of ['light', 'black']) {
      await page.setViewport({ width, height: 900 });
      await page.goto(`https://x.com/home?theme=${theme}`);
      await page.evaluate(() => __stand.ready);
      await page.screenshot({ path: join(values.shots, `${name}-${theme}-${width}.png`) });
    }
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shots: { type: 'string' }, development: { type: 'boolean', default: false } },
});
const assets = await build('target/www', { development: values.development });
const site = await serve({ assets });
let failed = 0;
for (const name of positionals.length ? positionals : ['chromium', 'firefox']) failed += await run(name, site);
await site.close();
process.exitCode = failed ? 1 : 0;
