// Opens a browser that finds the stand-in at https://x.com.

import puppeteer from 'puppeteer-core';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** `name` is "chromium" or "firefox"; `port` is where the stand-in listens. */
export function launch(name, port, { args = [], ...more } = {}) {
  if (name === 'firefox') {
    return puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      acceptInsecureCerts: true,
      args,
      extraPrefsFirefox: {
        'network.dns.localDomains': 'x.com',
        'network.socket.forcePort': `443=${port}`,
        'network.trr.mode': 5,
      },
      ...more,
    });
  }
  // Chromium refuses its sandbox to root, as in a container.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const found = [`--host-resolver-rules=MAP x.com 127.0.0.1:${port}`, '--ignore-certificate-errors'];
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    acceptInsecureCerts: true,
    args: [...asRoot, ...QUIET, ...found, ...args],
    ...more,
  });
}
