// A textarea that React controls and that grows with its text.

import React, { useState } from 'react';
import { flushSync, render } from 'react-dom';
import Textarea from 'react-textarea-autosize';
import { bad, fail } from './bad.mjs';
import './send.mjs';

const h = React.createElement;

function Page() {
  const [text, setText] = useState('');
  const [round, next] = useState(0);
  Object.assign(window, {
    __editor: {
      text: () => text,
      set(/** @type {string} */ now, /** @type {number} */ caret) {
        flushSync(() => setText(now));
        document.querySelector('textarea')?.setSelectionRange(caret, caret);
      },
    },
  });
  const changed = (/** @type {React.ChangeEvent<HTMLTextAreaElement>} */ { target }) => {
    if (bad === 'throws') fail();
    if (bad === 'replaces') return void setTimeout(() => next(round + 1), 20);
    if (bad !== 'swallows') setText(target.value);
  };
  return h(Textarea, { key: round, className: 'reply', value: text, onChange: changed, readOnly: bad === 'readonly' });
}

render(h(Page), document.querySelector('#editor'));
