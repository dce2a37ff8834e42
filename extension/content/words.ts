// Words on the screen, from the language's catalogue, and lengths of time.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function word(key: string, ...parts: string[]): string {
  return chrome.i18n.getMessage(key, parts) || key;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(unit: string, unitDisplay: "narrow" | "long"): Intl.NumberFormat {
  const key = `${unit} ${unitDisplay}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(chrome.i18n.getUILanguage(), { style: "unit", unit, unitDisplay });
    formats.set(key, found);
  }
  return found;
}

/** How long ago, as "2h" and as "2 hours"; nothing where the time is not known. */
export function age(time: number | null | undefined, now: number): { short: string; long: string } | undefined {
  if (time === null || time === undefined) return undefined;
  const passed = Math.max(0, now - time);
  const [unit, count] =
    passed < HOUR
      ? ["minute", Math.floor(passed / MINUTE)]
      : passed < 2 * DAY
        ? ["hour", Math.floor(passed / HOUR)]
        : passed < 730 * DAY
          ? ["day", Math.floor(passed / DAY)]
          : ["year", Math.floor(passed / (365 * DAY))];
  const [name, number] = [String(unit), Number(count)];
  return { short: format(name, "narrow").format(number), long: format(name, "long").format(number) };
}
