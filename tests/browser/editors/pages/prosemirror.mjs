// TipTap with the few extensions of a social site's composer, and a parser of its own for pasted text: a paragraph a line.

import { Editor } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { UndoRedo } from '@tiptap/extensions';
import { Fragment, Slice } from '@tiptap/pm/model';
import { bad, fail } from './bad.mjs';
import './send.mjs';

/** @type {Editor} */
let editor;

function make() {
  editor?.destroy();
  const element = /** @type {HTMLElement} */ (document.querySelector('#editor'));
  element.replaceChildren();
  editor = new Editor({
    element,
    extensions: [Document, Paragraph, Text, HardBreak, UndoRedo],
    editable: bad !== 'readonly',
    editorProps: {
      attributes: { role: 'textbox', 'aria-label': 'Reply' },
      clipboardTextParser(text, context) {
        const { schema } = context.doc.type;
        const lines = text.split(/\r\n?|\n/).map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
        return Slice.maxOpen(Fragment.fromArray(lines));
      },
      handlePaste() {
        if (bad === 'throws') fail();
        if (bad === 'replaces') setTimeout(make, 20);
        return bad === 'swallows';
      },
    },
  });
}
make();

Object.assign(window, {
  __editor: {
    text: () => editor.getText({ blockSeparator: '\n' }),
    set(/** @type {string} */ text, /** @type {number} */ caret) {
      const content = text.split('\n').map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
      // What an agent wrote lies further back than half a second, in which steps are undone together.
      editor.chain().setMeta('addToHistory', false).setContent({ type: 'doc', content }).focus(caret + 1).run();
    },
  },
});
