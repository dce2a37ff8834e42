// Light and dark, as classes where the real site has them.

import { config } from '../app/core/config';

export type Look = 'light' | 'dark';

let element: HTMLElement = document.documentElement;
let classes: Record<Look, string> = { light: 'light', dark: 'dark' };

export function setTheme(look: Look): void {
  for (const name of Object.values(classes)) element.classList.remove(name);
  element.classList.add(classes[look]);
}

/** Says which element has which class, and begins as the address asks (`?theme=black`). */
export function beginTheme(where: HTMLElement, names: Record<Look, string>): void {
  [element, classes] = [where, names];
  setTheme(config.theme === 'light' ? 'light' : 'dark');
}
