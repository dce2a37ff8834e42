// Words on the screen, from the language's catalogue, and lengths of time.

/** Ages make ever new sentences. */
const MANY = 2000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const known = new Map<string, string>();

/** The words for `key`. What was said once can be said again even after the extension was taken away from the page. */
export function word(key: string, ...parts: string[]): string {
  const asked = [key, ...parts].join("\n");
  const said = known.get(asked);
  if (said !== undefined) return said;
  try {
    const words = chrome.i18n.getMessage(key, parts) || key;
    if (known.size < MANY) known.set(asked, words);
    return words;
  } catch {
    return key;
  }
}

/** Why something failed: in the reader's language where the catalogue has it, else as it came. */
export function why({ code, message }: { code: string; message: string }): string {
  const key = `error_${code.replaceAll(".", "_")}`;
  const words = word(key);
  return words === key ? message : words;
}

/** The direction of these words. */
export function direction(): string {
  return word("@@bidi_dir");
}

let tongue: string | undefined;

export function language(): string {
  return (tongue ??= chrome.i18n.getUILanguage());
}

const formats = new Map<string, Intl.NumberFormat>();

function format(unit: string, unitDisplay: "narrow" | "long"): Intl.NumberFormat {
  const key = `${unit} ${unitDisplay}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay });
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
      ? ["minute", Math.max(1, Math.floor(passed / MINUTE))]
      : passed < 2 * DAY
        ? ["hour", Math.floor(passed / HOUR)]
        : passed < 730 * DAY
          ? ["day", Math.floor(passed / DAY)]
          : ["year", Math.floor(passed / (365 * DAY))];
  const [name, number] = [String(unit), Number(count)];
  return { short: format(name, "narrow").format(number), long: format(name, "long").format(number) };
}
