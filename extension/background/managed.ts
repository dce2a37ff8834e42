// What the organisation has set up for its people: the browser's managed storage, as `managed.json` describes it.

/** As the engine takes it; nothing where there is no policy. */
export async function managed(): Promise<Uint8Array | undefined> {
  let said: Record<string, unknown>;
  try {
    said = await chrome.storage.managed.get();
  } catch {
    // Firefox refuses where nobody manages it.
    return undefined;
  }
  if (Object.keys(said).length === 0) return undefined;
  const { profile, locked } = said;
  // Firefox takes objects as they are, Chromium what the schema names: a profile file is there as text.
  const text = profile === undefined || typeof profile === "string" ? profile : JSON.stringify(profile);
  return new TextEncoder().encode(JSON.stringify({ profile: text ?? null, locked: locked ?? [] }));
}

/** Hears when it changes. */
export function onManaged(changed: () => void): void {
  chrome.storage.onChanged.addListener((_, area) => {
    if (area === "managed") changed();
  });
}
