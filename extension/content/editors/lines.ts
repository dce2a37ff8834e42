// What a rich editor shows, line by line.

/** The editor's text; `line` finds the elements that stand on lines of their own. */
export function readLines(editor: HTMLElement, line: string): string {
  const lines = line === "" ? [] : [...editor.querySelectorAll<HTMLElement>(line)];
  return (lines.length === 0 ? [editor] : lines).map(readLine).join("\n");
}

/** One line's text. The last break in a line only keeps it open: it is none of the text. */
function readLine(line: Node): string {
  const parts: (string | typeof BREAK)[] = [];
  collect(line, parts);
  if (parts.at(-1) === BREAK) parts.pop();
  return parts.map((part) => (part === BREAK ? "\n" : part)).join("");
}

const BREAK = Symbol("break");

function collect(node: Node, parts: (string | typeof BREAK)[]): void {
  if (node instanceof Text) parts.push(node.data);
  else if (node instanceof HTMLBRElement) parts.push(BREAK);
  else if (node instanceof HTMLImageElement) parts.push(node.alt);
  else for (const child of node.childNodes) collect(child, parts);
}
