// Cuts a text into words, mentions, tags and links.

export interface Piece {
  kind: 'words' | 'mention' | 'tag' | 'link';
  text: string;
}

const MARKED = /(?<mention>@[\w.-]*\w(?:@[\w.-]*\w)?)|(?<tag>#\w+)|(?<link>https?:\/\/\S+)/gu;

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const { 0: marked, index, groups } of text.matchAll(MARKED)) {
    if (index > from) found.push({ kind: 'words', text: text.slice(from, index) });
    found.push({ kind: groups?.mention ? 'mention' : groups?.tag ? 'tag' : 'link', text: marked });
    from = index + marked.length;
  }
  if (from < text.length) found.push({ kind: 'words', text: text.slice(from) });
  return found;
}
