// A paste into a rich editor from outside the page, one method a browser. A second method on the same editor would
// double the text, so there is none.

/** Gecko takes the text itself, since it keeps a script's `clipboardData` from the page. */
interface GeckoPaste extends ClipboardEventInit {
  dataType: string;
  data: string;
}

const PLAIN = "text/plain";

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
  while (leaf.lastChild && !(leaf.lastChild instanceof Element && sealed(leaf.lastChild))) leaf = leaf.lastChild;
  const selection = getSelection();
  if (leaf instanceof Text) selection?.collapse(leaf, leaf.length);
  // A break at the end only keeps its line open; the text ends before it.
  else if (leaf instanceof HTMLBRElement && leaf.parentNode) selection?.collapse(leaf.parentNode, leaf.parentNode.childNodes.length - 1);
  else selection?.collapse(leaf, leaf.childNodes.length);
}

/** What nobody can write into: a mention that is one thing, a picture. */
function sealed(element: Element): boolean {
  return element instanceof HTMLImageElement || element.getAttribute("contenteditable") === "false";
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
