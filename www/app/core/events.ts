// What happens on the site, told to whoever tests it: `stand:NAME` events on
// the document. hooks.ts lists them all.

export type Happening = 'ready' | 'navigate' | 'arrived' | 'shown' | 'sent' | 'theme' | 'composer';

export function tell(name: Happening, detail: unknown = {}): void {
  document.dispatchEvent(new CustomEvent(`stand:${name}`, { detail }));
}
