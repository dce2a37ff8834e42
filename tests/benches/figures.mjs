// What several benches reckon alike.

/** Percentiles by name; none of nothing. */
export function of(/** @type {string} */ what, /** @type {number[]} */ values) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? null;
  return { [`${what}50`]: at(0.5), [`${what}95`]: at(0.95), [`${what}Max`]: at(1) };
}

/** What a page's heap holds after a collection, in MB: our script's objects lie in it too. Only Chromium tells. */
export async function heap(/** @type {import('puppeteer-core').Page} */ page, /** @type {'chromium' | 'firefox'} */ browser) {
  if (browser !== 'chromium') return null;
  const tools = await page.createCDPSession();
  await tools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tools.send('Runtime.getHeapUsage');
  await tools.detach();
  return usedSize / 1e6;
}
