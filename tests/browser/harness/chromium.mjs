// Chromium, over its DevTools protocol.

import puppeteer from 'puppeteer-core';
import { HOSTS } from '../saved/sites.mjs';
import { until } from './wait.mjs';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  // Windows that nobody looks at still draw, as the agent's own would.
  '--disable-backgrounding-occluded-windows',
];

/** @type {(folder: string, how: import('./browsers.mjs').How) => Promise<import('./browsers.mjs').Opened>} */
export async function openChromium(folder, { port, profile, headless = true, args = [], size: [width, height] = [1280, 900] }) {
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({
    executablePath: process.env.HANDRAIL_CHROMIUM ?? '/usr/bin/chromium',
    headless,
    pipe: true,
    userDataDir: profile,
    enableExtensions: [folder],
    defaultViewport: headless ? { width, height } : null,
    args: [
      ...asRoot,
      ...QUIET,
      `--window-size=${width},${height}`,
      `--host-resolver-rules=${HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ')}`,
      '--ignore-certificate-errors',
      ...args,
    ],
  });
  const isBackground = (/** @type {import('puppeteer-core').Target} */ target) =>
    target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
  const background = await browser.waitForTarget(isBackground);
  const tools = await browser.target().createCDPSession();
  const origin = background.url().split('/', 3).join('/');

  return {
    name: 'chromium',
    browser,
    async extensionPage(path) {
      const page = await browser.newPage();
      await page.goto(`${origin}/${path}`);
      return doc(page, page.mainFrame());
    },
    async frameIn(page, path) {
      const frame = page.frames().find((frame) => frame.url().startsWith(`${origin}/${path}`));
      return frame && doc(page, frame);
    },
    async shadowOf(host) {
      // Puppeteer opens closed shadow roots to nobody, but its protocol does.
      const { client, realm } = /** @type {any} */ (host);
      const { objectId } = host.remoteObject();
      const { node } = await client.send('DOM.describeNode', { objectId, depth: 1, pierce: true });
      const root = node.shadowRoots?.[0];
      return root && realm.adoptBackendNode(root.backendNodeId);
    },
    async killBackground() {
      const target = browser.targets().find(isBackground);
      if (!target) return;
      // Not by puppeteer's own worker: that attaches to it, and Chromium holds a worker at its start for whoever is
      // attached. One that is wanted again at once then waits forever.
      const { targetInfos } = await tools.send('Target.getTargets');
      const { targetId } = targetInfos.find(({ type, url }) => type === 'service_worker' && url === target.url()) ?? {};
      if (!targetId) return;
      await tools.send('Target.closeTarget', { targetId }).catch((error) => {
        // It ended by itself in the meantime.
        if (!/No target with given id/.test(String(error))) throw error;
      });
      // It is ended; one that is wanted again at once comes back under the same name, and then there is no more to see.
      await until('the service worker to be gone', () => !browser.targets().includes(target), 500).catch(() => {});
    },
    close: () => browser.close(),
  };
}

/** @returns {import('./browsers.mjs').Doc} */
function doc(/** @type {import('puppeteer-core').Page} */ page, /** @type {import('puppeteer-core').Frame} */ frame) {
  const keys = /** @type {any} */ (page.keyboard);
  return {
    evaluate: (fn, ...args) => /** @type {any} */ (frame.evaluate(fn, ...args)),
    async press(key, ...held) {
      for (const one of held) await keys.down(one);
      await keys.press(key);
      for (const one of held.reverse()) await keys.up(one);
    },
    type: (text) => keys.type(text),
    async upload(selector, paths) {
      const input = await frame.$(selector);
      if (!input) throw new Error(`no ${selector}`);
      await /** @type {any} */ (input).uploadFile(...paths);
    },
    async screenshot(path) {
      await page.screenshot({ path: /** @type {any} */ (path) });
    },
    close: () => page.close(),
  };
}
