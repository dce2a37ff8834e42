// What the background asks of a browser, as far as the team needs it.

const kept = new Map();

/** Puts it where the extension looks for it. */
export function makeBrowser() {
  Object.assign(globalThis, {
    chrome: {
      alarms: { onAlarm: { addListener() {} }, create: async () => {}, clear: async () => {} },
      idle: { queryState: async () => 'active' },
      runtime: { getPlatformInfo: async () => ({}) },
      storage: {
        local: {
          get: async (/** @type {string} */ name) => ({ [name]: kept.get(name) }),
          set: async (/** @type {Record<string, unknown>} */ values) => void Object.entries(values).forEach(([name, value]) => kept.set(name, value)),
        },
      },
    },
  });
}
