// How a page may behave badly when something is put into its editor.

/** @typedef {'throws' | 'swallows' | 'replaces' | 'readonly' | ''} Bad */

/** @type {Bad} */
export const bad = /** @type {any} */ (new URL(location.href).searchParams.get('bad') ?? '');

/** The page's own fault, of which nobody else should hear. */
export function fail() {
  throw new Error('the page stumbled over its own feet');
}
