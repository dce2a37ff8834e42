// Emoji are pictures on this site, as on the real one: the character is only in
// `alt`. The picture is the system's own glyph inside an inline SVG.

const EMOJI = new RegExp('\\p{RGI_Emoji}', 'gv');
const made = new Map<string, string>();

export function picture(emoji: string): string {
  let uri = made.get(emoji);
  if (!uri) {
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><text x="18" y="29" font-size="29" ` +
      `text-anchor="middle" font-family="Noto Color Emoji,Apple Color Emoji,Segoe UI Emoji,sans-serif">${emoji}</text></svg>`;
    uri = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    made.set(emoji, uri);
  }
  return uri;
}

/** Cuts text into runs of words and single emoji, in order. */
export function cut(text: string): { text: string; emoji: boolean }[] {
  const parts: { text: string; emoji: boolean }[] = [];
  let from = 0;
  for (const found of text.matchAll(EMOJI)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), emoji: false });
    parts.push({ text: found[0], emoji: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), emoji: false });
  return parts;
}
