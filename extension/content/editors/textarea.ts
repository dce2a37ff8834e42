// A plain textarea, as a rule controlled by React (Mastodon). It hears of no paste that a script makes. What is inserted
// by `execCommand` reaches the page as typing does, and its undo knows of it.

import type { Kind } from "./kind";

export const textarea: Kind = {
  read: (editor) => (editor instanceof HTMLTextAreaElement ? editor.value : ""),
  async put(editor, text) {
    if (!(editor instanceof HTMLTextAreaElement)) return;
    editor.focus();
    editor.setSelectionRange(editor.value.length, editor.value.length);
    document.execCommand("insertText", false, text);
  },
};
