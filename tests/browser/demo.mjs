// The extension at work on the practice timeline: `cargo xtask demo` calls this.
//
//   node tests/browser/demo.mjs [--browser chromium|firefox] [--headless] [--screenshot DIR]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../../www/server.mjs';
import { open } from './harness/browsers.mjs';
import { importArticles, saveProfile } from './harness/setup.mjs';
import { pictures } from './pictures.mjs';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    headless: { type: 'boolean', default: false },
    screenshot: { type: 'string' },
  },
});

const profile = await mkdtemp(join(tmpdir(), 'handrail-demo-'));
const site = await serve({ speed: values.screenshot ? 0 : 6 });
const opened = await open(/** @type {'chromium' | 'firefox'} */ (values.browser), {
  port: site.port,
  profile,
  headless: values.headless,
  size: [1400, 900],
});
const ended = new Promise((done) => {
  opened.browser.once('disconnected', () => done(undefined));
  process.once('SIGINT', () => done(undefined));
  process.once('SIGTERM', () => done(undefined));
});
try {
  const lead = await opened.extensionPage('pages/options.html');
  await saveProfile(lead);
  const { articles } = await importArticles(lead);
  await lead.close();
  console.log(`The brand is Larkspur Broadband; ${articles} articles are imported.`);
  if (values.screenshot) {
    for (const file of await pictures(opened, values.screenshot)) console.log(file);
  } else {
    const page = await opened.browser.newPage();
    await page.goto('https://x.com/home');
    await page.bringToFront();
    console.log('New posts arrive all the time. Alt+Shift+J goes to the next that needs you; Enter shows what would help.');
    console.log('Everything here is invented, and nothing leaves this machine. Close the browser, or press Ctrl+C, to end.');
    await ended;
  }
} finally {
  await opened.close().catch(() => {});
  await site.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}
