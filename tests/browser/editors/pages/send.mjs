// The site's own send button and key: what the editor holds is sent, and the editor emptied.

/** @type {string[]} */
const sent = [];
Object.assign(window, { __sent: sent });

function send() {
  const editor = /** @type {any} */ (window).__editor;
  const text = editor.text();
  if (text === '') return;
  sent.push(text);
  editor.set('', 0);
}

document.querySelector('[data-testid="tweetButton"]')?.addEventListener('click', send);
document.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  },
  { capture: true },
);
