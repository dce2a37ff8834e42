// The editors on the page, so that a test can read what an editor's own model
// holds instead of trusting the DOM.

export interface Composing {
  where: 'home' | 'reply' | 'modal';
  replyTo: string | null;
  text(): string;
  /** Focuses it with the caret where it was. */
  focus(): void;
}

const open = new Set<Composing>();

export function remember(composer: Composing): () => void {
  open.add(composer);
  return () => void open.delete(composer);
}

export function refocus(where: Composing['where']): void {
  for (const composer of open) if (composer.where === where) composer.focus();
}

export function composers(): { where: string; replyTo: string | null; text: string }[] {
  return [...open].map(({ where, replyTo, text }) => ({ where, replyTo, text: text() }));
}
