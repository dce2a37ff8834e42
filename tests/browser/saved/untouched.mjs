// Whether anything of the page's own has been moved, removed or changed. Runs in the page, from before our script.

/** Notes the page as it was delivered, and every change from then on that is not ours alone. */
export function watch() {
  const ours = (/** @type {Node} */ node) => node instanceof Element && node.localName.startsWith('handrail-');
  const print = (/** @type {Node} */ node) => {
    /** @type {string[]} */
    const parts = [];
    const visit = (/** @type {Node} */ node) => {
      if (ours(node)) return;
      if (node instanceof Element) {
        parts.push(`<${node.localName}`, ...[...node.attributes].map(({ name, value }) => ` ${name}=${value}`), '>');
        node.childNodes.forEach(visit);
        parts.push('</>');
      } else {
        parts.push(node.textContent ?? '');
      }
    };
    visit(node);
    return parts.join('');
  };
  addEventListener(
    'DOMContentLoaded',
    () => {
      const before = print(document.documentElement);
      /** @type {string[]} */
      const changes = [];
      const observer = new MutationObserver((records) => {
        for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
          if (ours(target) || (type === 'childList' && [...addedNodes, ...removedNodes].every(ours))) continue;
          const where = target instanceof Element ? `<${target.localName}>` : 'a text';
          changes.push(`${type} ${attributeName ?? ''} of ${where}`);
        }
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      Object.assign(window, {
        __untouched: {
          /** What was changed; nothing is as it should be. */
          changes: () => [...changes, ...(print(document.documentElement) === before ? [] : ['the page differs'])],
          end: () => observer.disconnect(),
        },
      });
    },
    { once: true },
  );
}
