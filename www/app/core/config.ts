// How this visit runs: what the server wrote into the page, then what the
// address asks for (`/home?speed=30&theme=black&autoprepend=1`).

export type Theme = 'light' | 'black' | 'dim';

export interface Config {
  /** Chooses ids, counts and small shuffles. */
  seed: number;
  /** New posts a minute. With 0 nothing moves unless a test asks. */
  speed: number;
  theme: Theme;
  /** New posts appear at the top at once, without the "Show posts" pill. */
  autoprepend: boolean;
  /** Milliseconds since 1970 that count as "now" at load. */
  now: number;
}

function read(): Config {
  const text = document.getElementById('stand-config')?.textContent ?? '{}';
  const given = JSON.parse(text) as Partial<Omit<Config, 'now'>> & { now?: string | number | null };
  const asked = new URLSearchParams(location.search);
  const theme = asked.get('theme') ?? given.theme;
  return {
    seed: Number(asked.get('seed') ?? given.seed ?? 1),
    speed: Number(asked.get('speed') ?? given.speed ?? 0),
    theme: theme === 'black' || theme === 'dim' ? theme : 'light',
    autoprepend: asked.has('autoprepend') ? asked.get('autoprepend') !== '0' : given.autoprepend === true,
    now: given.now ? new Date(given.now).getTime() : Date.now(),
  };
}

export const config = read();

const started = performance.now();

/** The site's clock: the chosen moment plus the time that has passed since. */
export function clock(): number {
  return config.now + Math.round(performance.now() - started);
}
