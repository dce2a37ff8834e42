// Light, lights-out and dim, announced in the places where the real site
// announces them: the body's background, `color-scheme` and `data-theme`.

import { useEffect, useReducer } from 'react';
import { config, type Theme } from './config';
import { tell } from './events';

const BACKGROUND: Record<Theme, string> = {
  light: 'rgb(255, 255, 255)',
  black: 'rgb(0, 0, 0)',
  dim: 'rgb(21, 32, 43)',
};

let current: Theme = config.theme;
const listeners = new Set<() => void>();

export function setTheme(theme: Theme): void {
  current = theme;
  const root = document.documentElement;
  root.dataset.theme = theme === 'light' ? 'light' : theme === 'dim' ? 'dim' : 'dark';
  root.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  document.body.style.backgroundColor = BACKGROUND[theme];
  const meta = document.querySelector('meta[name="theme-color"]');
  meta?.setAttribute('content', BACKGROUND[theme]);
  for (const listener of listeners) listener();
  tell('theme', { theme });
}

export function useTheme(): Theme {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    listeners.add(redraw);
    return () => void listeners.delete(redraw);
  }, []);
  return current;
}
