// Work that takes longer than a background lives: what is under way is written down, and an alarm wakes the background
// every minute as long as there is some.

const ALARM = "work";
const NAMES = ["fetching", "reading"] as const;

export type Work = (typeof NAMES)[number];

/** What is known of it; nothing where none is under way. */
export async function underWay<T>(work: Work): Promise<T | undefined> {
  const stored: Record<string, unknown> = await chrome.storage.local.get(work);
  return stored[work] as T | undefined;
}

export async function begin(work: Work, known: unknown): Promise<void> {
  await chrome.storage.local.set({ [work]: known });
  await chrome.alarms.create(ALARM, { periodInMinutes: 1 });
}

export async function end(work: Work): Promise<void> {
  await chrome.storage.local.remove(work);
  const left: Record<string, unknown> = await chrome.storage.local.get([...NAMES]);
  if (Object.keys(left).length === 0) await chrome.alarms.clear(ALARM);
}

/** Calls `resume` now and with every alarm. */
export function onWork(resume: () => void): void {
  chrome.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) resume();
  });
  resume();
}
