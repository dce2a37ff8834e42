// One small drawing a kind of mark, on a 16 by 16 grid, drawn as lines in the text's colour.

const NS = "http://www.w3.org/2000/svg";

const PATHS: Record<string, string> = {
  complaint: "M8 2.2 14.6 13.6H1.4ZM8 6.6v3.2M8 11.7v.1",
  question: "M5.4 5.6a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.9-1.1 1.8M8 12.6v.1",
  praise: "M8 13.4 3 8.6a3.1 3.1 0 0 1 5-3.6 3.1 3.1 0 0 1 5 3.6Z",
  suggestion: "M6.1 13.8h3.8M6.3 11.6c0-1.2-2-2.2-2-4.5a3.7 3.7 0 0 1 7.4 0c0 2.3-2 3.3-2 4.5Z",
  other: "M10.4 8a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0ZM10.4 5.7v3.2c0 2 3.2 1.7 3.2-.9A5.6 5.6 0 1 0 11.4 12.5",
  handled: "M3 8.6 6.5 12 13 4.6",
  draft: "M3 13h2.2l7.4-7.4-2.2-2.2L3 10.8Z",
};

export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  return svg;
}
