// Firefox, over WebDriver BiDi. Puppeteer does not follow extension pages there, so those are spoken to directly.

import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import puppeteer from 'puppeteer-core';
import { HOSTS } from '../saved/sites.mjs';
import { until } from './wait.mjs';

const ID = 'handrail@handrail.example';
/** The extension's host name, which Firefox would choose at random. */
const UUID = '5a11ab1e-0000-4000-8000-00000000da11';
const ORIGIN = `moz-extension://${UUID}`;

/** Keys that are no character, as WebDriver names them. */
const KEYS = /** @type {Record<string, string>} */ ({
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
});

/** @type {(folder: string, how: import('./browsers.mjs').How) => Promise<import('./browsers.mjs').Opened>} */
export async function openFirefox(folder, { port, profile, headless = true, args = [], prefs = {}, env = {}, size: [width, height] = [1280, 900] }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.HANDRAIL_FIREFOX ?? '/usr/bin/firefox-esr',
    headless,
    userDataDir: profile,
    env: { ...process.env, ...env },
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width, height } : null,
    // Lets the tests look into extension pages and end the background.
    args: ['--remote-allow-system-access', ...args],
    extraPrefsFirefox: {
      'network.dns.localDomains': HOSTS.join(','),
      'network.socket.forcePort': `443=${port}`,
      'network.trr.mode': 5,
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      // An extension loaded for a test goes with the browser; what it has stored stays for the next start.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...prefs,
    },
  });
  await browser.installExtension(folder);
  const { connection } = /** @type {any} */ (browser);
  const send = async (/** @type {string} */ method, /** @type {object} */ params) =>
    (await connection.send(method, params)).result;

  /** Runs a function in a browsing context; arguments and answer travel as JSON. */
  const call = async (/** @type {string} */ context, /** @type {Function} */ fn, /** @type {unknown[]} */ args) => {
    const answer = await send('script.callFunction', {
      functionDeclaration: `async (args) => JSON.stringify((await (${fn})(...JSON.parse(args))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  };

  /** @returns {import('./browsers.mjs').Doc} */
  const doc = (/** @type {string} */ context) => {
    const keys = (/** @type {{type: string, value: string}[]} */ actions) =>
      send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] }).catch((error) => {
        // A key that closes the frame is let go of where there is no frame any more.
        if (!/no such frame/.test(error.message)) throw error;
      });
    return {
      evaluate: (fn, ...args) => call(context, fn, args),
      async press(key, ...held) {
        const value = (/** @type {string} */ name) => KEYS[name] ?? name;
        await keys([
          ...held.map((one) => ({ type: 'keyDown', value: value(one) })),
          { type: 'keyDown', value: value(key) },
          { type: 'keyUp', value: value(key) },
          ...held.reverse().map((one) => ({ type: 'keyUp', value: value(one) })),
        ]);
      },
      async type(text) {
        await keys([...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value }))));
      },
      async upload(selector, paths) {
        const [folder = ''] = paths;
        if ((await stat(folder)).isDirectory()) return call(context, chooseFolder, [selector, await folderFiles(folder)]);
        const found = await send('browsingContext.locateNodes', { context, locator: { type: 'css', value: selector } });
        const [element] = found.nodes;
        if (!element) throw new Error(`no ${selector}`);
        await send('input.setFiles', { context, element, files: paths });
      },
      async screenshot(path) {
        const { data } = await send('browsingContext.captureScreenshot', { context });
        await writeFile(path, Buffer.from(data, 'base64'));
      },
      close: () => send('browsingContext.close', { context }),
    };
  };

  return {
    name: 'firefox',
    browser,
    async extensionPage(path) {
      const { context } = await send('browsingContext.create', { type: 'tab' });
      // A tab that was just made may not have its browser yet.
      const size = async () => (await send('browsingContext.setViewport', { context, viewport: { width, height } })) !== undefined;
      if (headless) await until('the tab to be there', size);
      await send('browsingContext.navigate', { context, url: `${ORIGIN}/${path}`, wait: 'none' });
      const page = doc(context);
      await until(`${path} to load`, () =>
        page.evaluate((origin) => location.href.startsWith(origin) && document.readyState === 'complete', ORIGIN),
      );
      return page;
    },
    async frameIn(page, path) {
      const root = /** @type {any} */ (page.mainFrame())._id;
      const { contexts } = await send('browsingContext.getTree', { root });
      const all = (/** @type {any} */ context) => [context, ...context.children.flatMap(all)];
      const frame = contexts.flatMap(all).find((/** @type {any} */ { url }) => url.startsWith(`${ORIGIN}/${path}`));
      return frame && doc(frame.context);
    },
    async shadowOf(host) {
      const { realm } = /** @type {any} */ (host);
      const answer = await send('script.callFunction', {
        functionDeclaration: '(element) => element',
        arguments: [/** @type {any} */ (host).remoteValue()],
        target: { context: /** @type {any} */ (host.frame)._id },
        awaitPromise: false,
        serializationOptions: { maxDomDepth: 1, includeShadowTree: 'all' },
      });
      const root = answer.result?.value?.shadowRoot;
      return root && realm.createHandle(root);
    },
    async killBackground() {
      const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      await call(
        contexts[0].context,
        async (/** @type {string} */ id) => {
          // @ts-ignore: only Firefox's own pages have this
          const { extension } = WebExtensionPolicy.getByID(id);
          // As the idle timer does it, but now, and whatever the page is busy with.
          await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
        },
        [ID],
      );
    },
    close: () => browser.close(),
  };
}

/** What a folder holds: paths that begin with its own name, and texts. */
async function folderFiles(/** @type {string} */ folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (file) => ({
      path: join(basename(folder), relative(folder, file)),
      text: await readFile(file, 'utf8'),
    })),
  );
}

/** Firefox's protocol cannot choose a folder, so the page is given the files that its own dialogue would give. */
function chooseFolder(/** @type {string} */ selector, /** @type {{ path: string, text: string }[]} */ files) {
  const chosen = new DataTransfer();
  for (const { path, text } of files) {
    const file = new File([text], path.split('/').at(-1) ?? '');
    Object.defineProperty(file, 'webkitRelativePath', { value: path });
    chosen.items.add(file);
  }
  const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
  Object.defineProperty(input, 'files', { value: chosen.files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
