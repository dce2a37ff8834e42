// Repeatable chance: the same words always give the same number.

/** A 32-bit FNV-1a hash with a final mix, so that near words land far apart. */
export function hash(words: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    h = Math.imul(h ^ words.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A whole number in `0..below`. */
export function pick(words: string, below: number): number {
  return hash(words) % below;
}

/** Ten letters and digits, as a shortened link ends with. */
export function token(words: string): string {
  const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length: 10 }, (_, i) => letters[pick(`${words}/${i}`, letters.length)]).join('');
}
