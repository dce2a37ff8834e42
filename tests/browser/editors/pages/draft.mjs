// Draft.js in the boxes that X puts round it.

import { ContentState, Editor, EditorState, SelectionState } from 'draft-js';
import React, { useRef, useState } from 'react';
import { render } from 'react-dom';
import { bad, fail } from './bad.mjs';
import './send.mjs';

const h = React.createElement;

/** One editor, `tweetTextarea_N`; `given` gets its model. */
export function Composer(/** @type {{ at?: number, given: (model: object) => void, replace?: () => void }} */ { at = 0, given, replace }) {
  const [state, setState] = useState(() => EditorState.createEmpty());
  const latest = useRef(state);
  latest.current = state;
  given({
    text: () => latest.current.getCurrentContent().getPlainText('\n'),
    set(/** @type {string} */ text, /** @type {number} */ caret) {
      const content = ContentState.createFromText(text);
      const key = content.getFirstBlock().getKey();
      const selection = SelectionState.createEmpty(key).merge({ anchorOffset: caret, focusOffset: caret });
      setState(EditorState.forceSelection(EditorState.createWithContent(content), selection));
    },
  });
  const pasted = () => {
    if (bad === 'throws') fail();
    if (bad === 'replaces') replace?.();
    return bad === 'swallows' ? 'handled' : 'not-handled';
  };
  const editor = h(Editor, {
    editorState: state,
    onChange: setState,
    webDriverTestID: `tweetTextarea_${at}`,
    role: 'textbox',
    ariaLabel: 'Post text',
    stripPastedStyles: true,
    readOnly: bad === 'readonly',
    handlePastedText: /** @type {any} */ (pasted),
  });
  return h('div', { 'data-testid': `tweetTextarea_${at}RichTextInputContainer` }, editor);
}

function Page() {
  const [round, next] = useState(0);
  return h(Composer, {
    key: round,
    given: (model) => Object.assign(window, { __editor: model }),
    replace: () => void setTimeout(() => next(round + 1), 20),
  });
}

const root = document.querySelector('#editor');
if (root && !location.pathname.startsWith('/editors/thread/')) render(h(Page), root);
