// What both pages with Lexical share.

import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $createParagraphNode, $createTextNode, $getRoot, COMMAND_PRIORITY_CRITICAL, createEditor, PASTE_COMMAND } from 'lexical';
import { bad, fail } from './bad.mjs';
import './send.mjs';

/** @typedef {import('lexical').LexicalEditor} LexicalEditor */

/** @param {string} name @param {(editor: LexicalEditor) => unknown} register */
export function page(name, register) {
  /** @type {LexicalEditor} */
  let editor;
  const make = () => {
    const box = /** @type {HTMLElement} */ (document.querySelector('#editor'));
    const root = document.createElement('div');
    root.contentEditable = String(bad !== 'readonly');
    root.role = 'textbox';
    box.replaceChildren(root);
    editor = createEditor({ namespace: name, editable: bad !== 'readonly', onError: (error) => reportError(error) });
    editor.setRootElement(root);
    register(editor);
    registerHistory(editor, createEmptyHistoryState(), 300);
    const pasted = () => {
      if (bad === 'throws') fail();
      if (bad === 'replaces') setTimeout(make, 20);
      return bad === 'swallows';
    };
    editor.registerCommand(PASTE_COMMAND, pasted, COMMAND_PRIORITY_CRITICAL);
  };
  make();
  Object.assign(window, {
    __editor: {
      text: () => editor.read(() => $getRoot().getChildren().map((line) => line.getTextContent()).join('\n')),
      set(/** @type {string} */ text, /** @type {number} */ caret) {
        editor.update(
          () => {
            const line = $createParagraphNode();
            const words = $createTextNode(text);
            $getRoot().clear().append(line.append(words));
            words.select(caret, caret);
          },
          { discrete: true },
        );
      },
    },
  });
}
