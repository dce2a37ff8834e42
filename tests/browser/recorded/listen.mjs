// What a person does, heard in the page where it is done. Each function here runs in a page.

/** What `hear` tells: keys that are pressed together, letters that are typed into something, or what is clicked. */
/** @typedef {{ place: import('./recording.mjs').Place, press?: string, type?: string, click?: string }} Heard */

/** Listens before anything else of the page does, and tells `heard(JSON)`. */
export function hear() {
  const { protocol, pathname } = location;
  const ours = /^\/pages\/(\w+)\.html$/.exec(pathname)?.[1];
  const place = protocol.endsWith('extension:') ? ours : pathname.includes('/status/') ? 'tab' : 'page';
  const tell = (/** @type {object} */ what) => /** @type {any} */ (window).heard(JSON.stringify({ place, ...what }));
  window.addEventListener('keydown', (event) => {
    const { key, isTrusted } = event;
    if (!isTrusted || ['Alt', 'Shift', 'Control', 'Meta'].includes(key)) return;
    const held = [...(event.ctrlKey ? ['Control'] : []), ...(event.altKey ? ['Alt'] : []), ...(event.shiftKey && (key.length > 1 || event.altKey || event.ctrlKey) ? ['Shift'] : [])];
    const into = /** @type {HTMLElement | null} */ (event.target)?.closest?.('input:not([type="checkbox"]), textarea, [contenteditable="true"]');
    if (into && key.length === 1 && !event.ctrlKey && !event.altKey) tell({ type: key });
    else tell({ press: [...held, key].join('+') });
  }, true);
  window.addEventListener('click', (event) => {
    const at = /** @type {Element | null} */ (event.target);
    // A key that presses a button is heard as a key.
    if (!event.isTrusted || event.detail === 0 || !at?.closest) return;
    const site = { send: '[data-testid^="tweetButton"]', box: '[data-testid="tweetTextarea_0"]', pill: '.pill button' };
    const [name] = Object.entries(site).find(([, selector]) => at.closest(selector)) ?? [];
    const button = at.closest('button, a, [role="tab"], li.case')?.textContent?.trim();
    if (protocol.endsWith('extension:') ? button : name) tell({ click: protocol.endsWith('extension:') ? button?.slice(0, 30) : name });
  }, true);
}
