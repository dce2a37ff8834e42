// What is looked for after people have had their say. These functions run in a page, so each stands by itself.

/** The numbers of the payloads that have run in this window; whatever else took the name counts too. */
export function slips() {
  /** @type {unknown[]} */
  const numbers = [];
  let left = /** @type {any} */ (self).slip;
  for (; Array.isArray(left); left = left[1]) numbers.push(left[0]);
  if (left !== undefined) numbers.push(String(left));
  return numbers;
}

/**
 * What is below `root` (the document, if it is none) and none of ours, a line each: our pages are drawn of few elements
 * and attributes, and link to the web and to themselves alone.
 * @param {unknown} [root]
 */
export function strange(root) {
  const ELEMENTS = /^(a|article|bdi|button|caption|code|datalist|dd|details|div|dl|dt|fieldset|footer|form|h[1-5]|header|iframe|input|kbd|label|legend|li|main|mark|nav|ol|option|p|path|pre|progress|q|section|select|span|strong|summary|svg|table|tbody|td|textarea|th|thead|tr|ul)$/;
  const ATTRIBUTES =
    /^(accept|allow|aria-[a-z]+|autocomplete|class|d|data-command|dir|disabled|for|hidden|href|id|inputmode|lang|list|max|maxlength|min|multiple|name|novalidate|open|placeholder|rel|role|rows|scope|selected|spellcheck|src|style|tabindex|target|title|type|value|viewBox|webkitdirectory)$/;
  const HIDES = /^(slip|document|chrome|browser|location|body|trustedTypes|cookie|config|handrail|attributes|getElementById|createElement|querySelector)$/;
  const OURS = /^(chrome|moz)-extension:$/;
  const resolved = (/** @type {string} */ address) => (URL.canParse(address, location.href) ? new URL(address, location.href) : { protocol: '', pathname: '' });
  const isOurs = (/** @type {string} */ address) => OURS.test(resolved(address).protocol);
  const top = root instanceof Node ? /** @type {ParentNode} */ (/** @type {unknown} */ (root)) : document;
  /** @type {string[]} */
  const found = [];
  const note = (/** @type {Element} */ element, /** @type {string} */ what) => found.push(`${what}: ${`${element.outerHTML}`.slice(0, 160)}`);
  for (const element of (top instanceof Document ? top.body : top).querySelectorAll('*')) {
    if (!ELEMENTS.test(element.localName)) note(element, 'element');
    // A form’s own fields can hide what it has.
    for (const name of Element.prototype.getAttributeNames.call(element)) {
      const value = Element.prototype.getAttribute.call(element, name) ?? '';
      if (!ATTRIBUTES.test(name)) note(element, name);
      if (/^(id|name)$/.test(name) && HIDES.test(value)) note(element, 'clobbers');
      if (name === 'style' && /slip|url|expression/i.test(value)) note(element, 'style');
      if (name === 'src' && !(element.localName === 'iframe' && isOurs(value))) note(element, 'source');
      if (name === 'href') {
        const { protocol, pathname } = resolved(value);
        const own = OURS.test(protocol) && pathname.startsWith('/pages/');
        if (!own && !/^https?:$/.test(protocol)) note(element, 'address');
      }
    }
  }
  if (top instanceof Document && OURS.test(location.protocol)) {
    for (const element of top.head.children) {
      const address = element.getAttribute('src') ?? element.getAttribute('href');
      const known = /^(meta|title|link|script)$/.test(element.localName) && !element.hasAttribute('http-equiv');
      if (!known || (address !== null && !isOurs(address)) || (element.localName === 'script' && element.textContent !== '')) note(element, 'in the head');
    }
  }
  return found;
}

/** Elements of the site's page that neither its own library has made nor we may add, a line each. */
export function foreign() {
  const OURS = /^handrail-(mark|frame|toast|sheet)$/;
  const its = (/** @type {Element} */ element) => Object.keys(element).some((key) => key.startsWith('__react'));
  const inside = [...document.querySelectorAll('#react-root *')].filter((element) => !its(element));
  const outside = [...document.body.children].filter(({ id, localName }) => id !== 'react-root' && id !== 'stand-config' && !/^(noscript|script)$/.test(localName));
  const hosts = [...document.querySelectorAll('*')].filter(({ localName }) => OURS.test(localName));
  return [
    ...[...inside, ...outside].filter(({ localName }) => !OURS.test(localName)),
    // Ours are empty from outside.
    ...hosts.filter((host) => host.childNodes.length > 0 || [...host.attributes].some(({ name }) => !/^(class|style|popover|data-[a-z-]+)$/.test(name))),
  ].map((element) => element.outerHTML.slice(0, 160));
}
