// The page's background decides the palette: measured, since sites have more themes than names for them.

export interface Backdrop {
  dark: boolean;
  /** As CSS. */
  background: string;
}

/** The backdrop, measured again only when the page or the system changes its theme. */
export class Colours {
  private known: Backdrop | undefined;
  private body: HTMLElement | null = null;
  private readonly observer = new MutationObserver(() => this.changed());
  private readonly scheme = matchMedia("(prefers-color-scheme: dark)");

  constructor(private readonly tell: () => void) {
    this.scheme.addEventListener("change", this.changed);
  }

  now(): Backdrop {
    if (document.body !== this.body) this.watch();
    return (this.known ??= backdrop());
  }

  stop(): void {
    this.observer.disconnect();
    this.scheme.removeEventListener("change", this.changed);
  }

  private readonly changed = (): void => {
    this.known = undefined;
    this.tell();
  };

  /** Themes are attributes of these two; a page may replace its body. */
  private watch(): void {
    this.body = document.body;
    this.known = undefined;
    this.observer.disconnect();
    for (const element of [document.documentElement, document.body]) {
      if (element) this.observer.observe(element, { attributes: true, attributeFilter: ["style", "class", "data-theme"] });
    }
  }
}

const WHITE = "rgb(255, 255, 255)";

/** The first background behind everything that is not see-through. */
export function backdrop(): Backdrop {
  for (const element of [document.body, document.documentElement]) {
    if (!element) continue;
    const background = getComputedStyle(element).backgroundColor;
    const channels = parse(background);
    if (channels) return { dark: luminance(channels) < MIDDLE, background };
  }
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  return { dark, background: dark ? "rgb(0, 0, 0)" : WHITE };
}

/** Where black and white contrast equally: (L + .05)² = 1.05 × .05. */
const MIDDLE = 0.179;

/** Red, green and blue of `rgb(…)` or `rgba(…)`; none if it is see-through. */
export function parse(colour: string): [number, number, number] | undefined {
  const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const [red, green, blue, alpha = 1] = numbers;
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return undefined;
  return [red, green, blue];
}

/** Relative luminance after WCAG 2. */
export function luminance(channels: [number, number, number]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
