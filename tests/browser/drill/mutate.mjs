// What a site's next version may do to a page: runs in the page, seeded, and keeps the page as it was for the next time.

/** Prepares `window.__mutate`. */
export function install(/** @type {{ post: string }} */ look) {
  const whole = /** @type {Element} */ (document.documentElement.cloneNode(true));
  let state = 1;
  const random = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (/** @type {any[]} */ list) => list[random(list.length)];
  const nonsense = () => Array.from({ length: 8 }, () => String.fromCharCode(97 + random(26))).join('');
  const inPosts = () => [...document.querySelectorAll(look.post)].flatMap((post) => [post, ...post.querySelectorAll('*')]);

  /** A name by which the site tells its elements apart, and all that bear it: test ids, or classes written by hand. */
  const named = () => {
    const elements = inPosts();
    const bears = (/** @type {Element} */ element) => element.getAttribute('data-testid') ?? '';
    const ids = [...new Set(elements.map(bears).filter(Boolean).map((id) => /^[A-Za-z-]+?(?=-by-|-Container-|-\d|$)/.exec(id)?.[0] ?? id))];
    const id = pick(ids);
    return { id, all: id === undefined ? [] : [...document.querySelectorAll(`[data-testid^="${CSS.escape(id)}"]`)] };
  };
  const acts = {
    rename() {
      const { id, all } = named();
      const fresh = nonsense();
      for (const element of all) element.setAttribute('data-testid', (element.getAttribute('data-testid') ?? '').replace(id, fresh));
    },
    drop() {
      for (const element of named().all) element.removeAttribute('data-testid');
    },
    /** The test id moves to an element around. */
    nestOut() {
      for (const element of named().all) {
        const box = document.createElement('div');
        box.setAttribute('data-testid', element.getAttribute('data-testid') ?? '');
        element.removeAttribute('data-testid');
        element.replaceWith(box);
        box.append(element);
      }
    },
    /** The test id moves to an element inside, which holds all that was there. */
    nestIn() {
      for (const element of named().all) {
        const box = document.createElement('div');
        box.setAttribute('data-testid', element.getAttribute('data-testid') ?? '');
        element.removeAttribute('data-testid');
        box.append(...element.childNodes);
        element.append(box);
      }
    },
    /** Some classes are called otherwise; generated ones all at once. */
    classes() {
      const all = [...new Set(inPosts().flatMap((element) => [...element.classList]))];
      const few = new Map(Array.from({ length: 1 + random(Math.min(8, all.length || 1)) }, () => [pick(all), nonsense()]));
      for (const element of document.querySelectorAll('[class]')) {
        for (const [from, to] of few) if (from && element.classList.contains(from)) element.classList.replace(from, to);
      }
    },
    /** In every post two neighbours at the same place change theirs. */
    swap() {
      const depth = 1 + random(8);
      const turn = random(100);
      for (const post of document.querySelectorAll(look.post)) {
        let at = post;
        for (let level = 0; level < depth; level += 1) {
          const inner = [...at.children].filter((child) => child.childElementCount > 0);
          if (inner.length === 0) break;
          at = /** @type {Element} */ (inner[turn % inner.length]);
        }
        const other = at.nextElementSibling ?? at.previousElementSibling;
        if (at === post || !other) continue;
        if (at.nextElementSibling === other) other.after(at);
        else other.before(at);
      }
    },
    /** Every label and hint in another language. */
    translate() {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
          if (name === 'alt' && element.closest('[data-testid="tweetText"]')) continue;
          element.setAttribute(name, (element.getAttribute(name) ?? '').replace(/\p{L}+/gu, nonsense));
        }
      }
    },
  };

  Object.assign(window, {
    /** The page as it was, but for one to three changes; their names. */
    __mutate(/** @type {number} */ seed) {
      document.replaceChild(whole.cloneNode(true), document.documentElement);
      if (seed === 0) return [];
      state = Math.imul(seed, 2654435761) >>> 0;
      const names = Object.keys(acts);
      const chosen = Array.from({ length: 1 + random(3) }, () => pick(names));
      for (const name of chosen) /** @type {any} */ (acts)[name]();
      return chosen;
    },
  });
}
