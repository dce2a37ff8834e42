// Does to the rows of a page what a site does when its reader scrolls for hours: moves, removes, brings back, draws
// anew, and uses a row again for another post. Runs in the page, in its own world; the site's nodes are all it touches.

/**
 * Prepares `window.__replay`. Call it before anything of ours is on the page, or after: ours is never copied.
 */
export function install(/** @type {import('./sites.mjs').Look} */ site) {
  const POST = site.post;
  const isOurs = (/** @type {Node} */ node) => node instanceof Element && node.localName.startsWith('handrail-');
  const bare = (/** @type {Element} */ row) => {
    const copy = /** @type {Element} */ (row.cloneNode(true));
    for (const element of [...copy.querySelectorAll('*')]) if (isOurs(element)) element.remove();
    return copy;
  };
  const idOf = (/** @type {Element} */ post) => {
    const link = post.querySelector(site.link);
    return new RegExp(site.id).exec(link?.getAttribute('href') ?? '')?.[1] ?? '';
  };

  /** Makes `node` like `wanted` the way a framework does: keeps what it can, and does not know of foreign children. */
  const morph = (/** @type {Element} */ node, /** @type {Element} */ wanted) => {
    for (const { name } of [...node.attributes]) if (!wanted.hasAttribute(name)) node.removeAttribute(name);
    for (const { name, value } of [...wanted.attributes]) {
      if (node.getAttribute(name) !== value) node.setAttribute(name, value);
    }
    const own = [...node.childNodes].filter((child) => !isOurs(child));
    [...wanted.childNodes].forEach((child, at) => {
      const old = own[at];
      if (!old) node.append(child.cloneNode(true));
      else if (old instanceof Element && child instanceof Element && old.localName === child.localName) morph(old, child);
      else if (old instanceof Text && child instanceof Text) {
        if (old.data !== child.data) old.data = child.data;
      } else old.replaceWith(child.cloneNode(true));
    });
    for (const old of own.slice(wanted.childNodes.length)) old.remove();
  };

  const rows = [...document.querySelectorAll(POST)]
    .map((post) => (site.row && post.closest(site.row)) || post)
    // A row of a row (a quote that is gone is a post in a post) moves with it.
    .filter((row, at, all) => all.indexOf(row) === at && !all.some((other) => other !== row && other.contains(row)));
  const looks = rows.map(bare);
  /** The rows now on the page or put aside, each in its place in the list. */
  const live = rows.map((row) => ({ row, parent: row.parentElement }));
  /** @type {(typeof live[number])[]} */
  const aside = [];

  let state = 1;
  const random = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (/** @type {any[]} */ list) => list[random(list.length)];

  const acts = [
    function move() {
      const { row, parent } = pick(live);
      if (!parent || !row.isConnected) return;
      row.style.transform = `translateY(${random(9000)}px)`;
      const before = [...parent.children].filter((child) => !isOurs(child));
      parent.insertBefore(row, pick([...before.filter((child) => child !== row), null]));
    },
    function remove() {
      if (live.length < 2) return;
      const at = random(live.length);
      const [gone] = live.splice(at, 1);
      if (!gone) return;
      gone.row.remove();
      aside.push(gone);
    },
    function bringBack() {
      if (aside.length === 0) return;
      const [back] = aside.splice(random(aside.length), 1);
      if (!back) return;
      back.parent?.append(back.row);
      live.push(back);
    },
    function drawAnew() {
      const one = pick(live);
      const fresh = pick(looks).cloneNode(true);
      one.row.replaceWith(fresh);
      one.row = fresh;
    },
    function useAgain() {
      morph(pick(live).row, pick(looks));
    },
    function redrawInside() {
      const post = pick(live).row;
      const text = post.querySelector(site.text);
      if (text) text.replaceWith(text.cloneNode(true));
    },
  ];

  /** What is wrong now: posts that should have a mark and have not, or have one too many. */
  const wrong = (/** @type {Set<string>} */ marked) => {
    const faults = [];
    for (const post of document.querySelectorAll(POST)) {
      if (post.parentElement?.closest(POST)) continue;
      const id = idOf(post);
      const marks = [...post.querySelectorAll('handrail-mark')];
      const wanted = marked.has(id) ? 1 : 0;
      if (marks.length !== wanted) faults.push(`${id || 'a post without a number'} has ${marks.length} marks, not ${wanted}`);
      const others = marks.map((mark) => mark.getAttribute('data-handrail-post')).filter((key) => key?.split(/[:/]/).pop() !== id);
      faults.push(...others.map((key) => `${id} has the mark of ${key}`));
    }
    const stray = [...document.querySelectorAll('handrail-mark')].filter((mark) => !mark.closest(POST)).length;
    if (stray > 0) faults.push(`${stray} marks stand outside of posts`);
    for (const [name, ranges] of CSS.highlights) {
      if (!name.startsWith('handrail')) continue;
      for (const range of ranges) {
        const start = range.startContainer;
        const at = (start instanceof Element ? start : start.parentElement)?.closest(POST);
        if (!at || !at.isConnected) faults.push(`${name} underlines what is no longer there`);
        else if (range.collapsed) faults.push(`${name} underlines nothing in ${idOf(at)}`);
        else if (!marked.has(idOf(at))) faults.push(`${name} underlines ${idOf(at)}, which has no mark`);
      }
    }
    return faults;
  };

  Object.assign(window, {
    __replay: {
      rows: rows.length,
      wrong: (/** @type {string[]} */ marked) => wrong(new Set(marked)),
      /** Does `times` things, a handful a frame, and lets the page come to rest after each handful. */
      async run(/** @type {number} */ times, /** @type {number} */ seed, /** @type {string[]} */ marked) {
        state = seed;
        const set = new Set(marked);
        const frame = () => new Promise(requestAnimationFrame);
        for (let done = 0; done < times; ) {
          for (let i = 0; i < 5 && done < times; i += 1, done += 1) pick(acts)();
          const end = performance.now() + 5000;
          let faults = wrong(set);
          while (faults.length > 0 && performance.now() < end) {
            await frame();
            faults = wrong(set);
          }
          if (faults.length > 0) return { done, faults };
        }
        return { done: times, faults: [] };
      },
      /** Puts every row back as it was saved. */
      restore() {
        for (const one of aside.splice(0)) {
          one.parent?.append(one.row);
          live.push(one);
        }
        live.forEach((one, at) => morph(one.row, /** @type {Element} */ (looks[at])));
      },
      hosts: () => document.querySelectorAll('handrail-mark, handrail-frame, handrail-toast').length,
    },
  });
}
