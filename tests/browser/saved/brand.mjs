// A brand for a page whose posts name none of ours: so that marks can be looked at, words of the page itself count as
// the brand's names, certain ones, wherever they stand. Every second post gives its longest word; the others stay unmarked unless they use one too.

/** The longest run of letters, at least four (two in scripts that need fewer); nothing where there is none. */
export function longestWord(/** @type {string} */ text) {
  const plain = text.replace(/https?:\/\/\S+|[\w-]+(?:\.[\w-]+)+\S*|[@#$]\w+/gu, ' ');
  const words = (plain.match(/\p{L}+/gu) ?? []).filter((word) =>
    /^\p{Script=Latin}+$/u.test(word) ? word.length >= 4 : word.length >= 2,
  );
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '').slice(0, 40);
}

/** @param {import('./shelf.mjs').Known[]} posts */
export function brandOf(posts) {
  const chosen = posts.filter((_, at) => at % 2 === 0);
  const names = [...new Set(chosen.map(({ text }) => longestWord(text)).filter(Boolean))];
  return {
    brand: { name: 'Handrail Sample', handles: [], names, nicknames: [], exclude: [], certain: names },
    /** Ids of the posts that must be marked. */
    mentioned: chosen.filter(({ text }) => longestWord(text)).map(({ id }) => id),
  };
}
