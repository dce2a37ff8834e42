// X's dialogs: the parts of a thread under the post that they answer, and a post that quotes another. Each is opened by
// the post's own button.

import React from 'react';
import { render, unmountComponentAtNode } from 'react-dom';
import { Composer } from './draft.mjs';

const h = React.createElement;
/** @type {any[]} */
const models = [];
const article = document.querySelector('article')?.outerHTML ?? '';

function open(/** @type {boolean} */ quotes) {
  const layers = document.createElement('div');
  layers.id = 'layers';
  layers.innerHTML = '<div role="dialog"><div class="above"></div><div class="parts"></div><button data-testid="tweetButton">Post</button></div>';
  const [above, parts] = [layers.querySelector('.above'), layers.querySelector('.parts')];
  if (!above || !parts) return;
  // A quoted post stands below, as a card without a link; an answered one above, as a post.
  if (!quotes) above.innerHTML = article;
  document.body.append(layers);
  const given = (/** @type {number} */ at) => (/** @type {object} */ model) => void (models[at] = model);
  const editors = (quotes ? [0] : [0, 1]).map((at) => h(Composer, { key: at, at, given: given(at) }));
  render(h('div', null, editors), parts);
  Object.assign(window, {
    __close() {
      unmountComponentAtNode(parts);
      layers.remove();
      models.length = 0;
    },
  });
}

document.querySelector('[data-testid="reply"]')?.addEventListener('click', () => open(false));
document.querySelector('[data-testid="retweet"]')?.addEventListener('click', () => open(true));
Object.assign(window, { __texts: () => models.map((model) => model.text()) });
