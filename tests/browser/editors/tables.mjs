// Where the composers of the pages here are, as a site's table would say it.

/** @typedef {'draft' | 'prosemirror' | 'lexical' | 'lexical-plain' | 'textarea'} Editor */

const SEND = { send: ['[data-testid="tweetButton"]'], sendKeys: ['Ctrl+Enter', 'Meta+Enter'] };

/** @type {Record<string, object>} */
export const COMPOSERS = {
  draft: {},
  prosemirror: { kind: 'prosemirror', editor: ['.ProseMirror'], line: ['.ProseMirror > p'], root: ['#editor'], ...SEND },
  lexical: { kind: 'lexical', editor: ['[data-lexical-editor]'], line: ['[data-lexical-editor] > p'], root: ['#editor'], ...SEND },
  textarea: { kind: 'textarea', editor: ['textarea.reply'], line: [], root: ['#editor'], ...SEND },
};

/** @type {Editor[]} */
export const EDITORS = ['draft', 'prosemirror', 'lexical', 'lexical-plain', 'textarea'];
