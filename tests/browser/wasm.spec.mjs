// Where WebAssembly is switched off by policy, Handrail says so instead of silently marking nothing.

import { strict as assert } from 'node:assert';
import { describe, test } from 'node:test';
import { BROWSERS, open } from './harness/browsers.mjs';
import { until } from './harness/wait.mjs';
import { LONGEST, practiceSite } from './harness/world.mjs';

for (const name of BROWSERS) {
  describe(`without WebAssembly in ${name}`, { timeout: LONGEST }, () => {
    test('the panel says so, and the site goes on', async (t) => {
      const site = await practiceSite();
      t.after(() => site.close());
      const opened = await open(name, {
        port: site.port,
        // As a policy that forbids compiling at run time does it.
        args: name === 'chromium' ? ['--js-flags=--jitless'] : [],
        prefs: Object.fromEntries(
          ['wasm', 'wasm_baselinejit', 'wasm_optimizingjit', 'wasm_trustedprincipals'].map((name) => [
            `javascript.options.${name}`,
            false,
          ]),
        ),
      });
      t.after(() => opened.close());
      const panel = await opened.extensionPage('pages/panel.html');
      const said = await until('the panel to say so', () =>
        panel.evaluate(() => document.querySelector('[role="alert"]')?.textContent),
      );
      assert.match(said ?? '', /WebAssembly/);
      const page = await opened.browser.newPage();
      await page.goto('https://x.com/home');
      await page.waitForFunction(() => '__stand' in window);
      await page.evaluate(() => __stand.ready);
      assert.deepEqual(await page.evaluate(() => __stand.troubles), []);
      const health = await until('the page to have been judged', async () => {
        const health = await panel.evaluate(async () => {
          // @ts-ignore: there in an extension's page
          const [tab] = await chrome.tabs.query({ url: 'https://x.com/*' });
          // @ts-ignore: there in an extension's page
          return chrome.tabs.sendMessage(tab.id, { to: 'content', kind: 'health' });
        });
        return health?.engine === 'off' ? health : undefined;
      });
      assert.equal(health.level, 'red');
      assert.match(health.message, /WebAssembly/);
    });
  });
}
