// The text of an element exactly as the reader sees it, and the way back from a place in it to the page's nodes.
// `textContent`, not `innerText`: that one puts line breaks around links. An emoji is an image; its `alt` is the text.

/** A part of the text that stands in one node: a text node, or an image. */
interface Piece {
  node: Text | HTMLImageElement;
  start: number;
  length: number;
}

export interface Walked {
  text: string;
  pieces: Piece[];
}

export function walk(element: Element): Walked {
  const pieces: Piece[] = [];
  let text = "";
  const add = (node: Text | HTMLImageElement, words: string): void => {
    if (words === "") return;
    pieces.push({ node, start: text.length, length: words.length });
    text += words;
  };
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) add(node as Text, (node as Text).data);
    else if (node.nodeName === "IMG") add(node as HTMLImageElement, (node as HTMLImageElement).alt);
    else if (node.nodeName === "BR") text += "\n";
    else {
      // Paragraphs stand apart.
      if (node.nodeName === "P" && text !== "") text += "\n\n";
      node.childNodes.forEach(visit);
    }
  };
  visit(element);
  return { text, pieces };
}

/** The page's range for `[start, end)` of the walked text, in UTF-16 code units; none where the text is not that long. */
export function rangeOf(walked: Walked, start: number, end: number): StaticRange | undefined {
  const from = walked.pieces.find((piece) => start >= piece.start && start < piece.start + piece.length);
  const to = walked.pieces.find((piece) => end > piece.start && end <= piece.start + piece.length);
  if (!from || !to || start >= end) return undefined;
  const [startContainer, startOffset] = from.node instanceof Text ? [from.node, start - from.start] : beside(from.node, 0);
  const [endContainer, endOffset] = to.node instanceof Text ? [to.node, end - to.start] : beside(to.node, 1);
  if (!startContainer || !endContainer) return undefined;
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/** The place before a node, or `after` it. */
function beside(node: Element, after: 0 | 1): [Node | null, number] {
  const parent = node.parentNode;
  return [parent, parent ? [...parent.childNodes].indexOf(node) + after : 0];
}

/** The words that a range holds now. */
export function said({ startContainer, startOffset, endContainer, endOffset }: StaticRange): string {
  if (startContainer === endContainer && startContainer instanceof Text) return startContainer.data.slice(startOffset, endOffset);
  const live = document.createRange();
  try {
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    return live.toString();
  } catch {
    // One of the nodes is shorter by now.
    return "";
  }
}
