// A paste into a rich editor from outside the page, one method a browser. A second method on the same editor would
// double the text, so there is none.

/** Gecko takes the text itself, since it keeps a script's `clipboardData` from the page. */
interface GeckoPaste extends ClipboardEventInit {
  dataType: string;
  data: string;
}

const PLAIN = "text/plain";
const PATIENCE = 1200;

export async function paste(editor: HTMLElement, text: string): Promise<void> {
  editor.focus();
  toEnd(editor);
  // The editor hears of the new selection in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  toEnd(editor);
  editor.dispatchEvent(pasteEvent(text));
}

/** The caret behind the last character. */
function toEnd(editor: HTMLElement): void {
  let leaf: Node = editor;
  while (leaf.lastChild) leaf = leaf.lastChild;
  const selection = getSelection();
  if (leaf instanceof Text) selection?.collapse(leaf, leaf.length);
  else if (leaf.parentNode) selection?.collapse(leaf.nodeName === "BR" ? leaf.parentNode : leaf, 0);
}

function pasteEvent(text: string): ClipboardEvent {
  const options = { bubbles: true, cancelable: true, composed: true };
  if (gecko()) {
    const init: GeckoPaste = { ...options, dataType: PLAIN, data: text };
    return new ClipboardEvent("paste", init);
  }
  const clipboardData = new DataTransfer();
  clipboardData.setData(PLAIN, text);
  return new ClipboardEvent("paste", { ...options, clipboardData });
}

/** Whether the browser knows Gecko's own form of a paste: found out, not guessed from its name. */
function gecko(): boolean {
  const init: GeckoPaste = { dataType: PLAIN, data: "x" };
  return new ClipboardEvent("paste", init).clipboardData?.getData(PLAIN) === "x";
}

/** Waits until `done` holds and still holds a frame later, looking whenever `root` changes; false if it never does. */
export function settled(root: Node, done: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (result: boolean): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(result);
    };
    const look = (): void => {
      if (done()) setTimeout(() => done() && end(true), 30);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    const timer = setTimeout(() => end(done()), PATIENCE);
    look();
  });
}
