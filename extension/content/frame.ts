// The assist frame: an extension page in a closed shadow root in the top layer, beside the post it is about. It stays
// with its post, by id: where the row goes it follows, and when the row is gone it stays where it was.

import type { Command, FromFrame, RawPost, State, ToFrame } from "../shared/messages";
import { ask } from "./ask";
import { place } from "./beside";
import type { Backdrop } from "./colour";
import { type Host, makeHost } from "./look";
import { word } from "./words";

const FIREFOX = chrome.runtime.getURL("").startsWith("moz-");

/** What the frame is about. */
export interface Subject {
  site: string;
  raw: RawPost;
  /** The other posts on the page, for its context. */
  around: RawPost[];
  /** The post's name for good. */
  post: string;
}

export interface FrameEvents {
  place(text: string, add: boolean): void;
  close(): void;
  step(command: "next" | "previous"): void;
  /** The keys of a command of the page were pressed in the frame. */
  command(command: Command): void;
  /** The frame is there, and knows nothing yet. */
  ready(): void;
  /** What was held may be sent. */
  release(): void;
  /** The frame shows a post and knows nothing yet of what is written to it. */
  shown(): void;
}

export class Frame {
  private host: Host | undefined;
  private iframe: HTMLIFrameElement | undefined;
  private port: MessagePort | undefined;
  private ready = false;
  private wantedHeight = 360;
  private beside: DOMRect | undefined;
  private colours: Backdrop = { dark: false, background: "#fff" };
  private composer = false;
  /** What had the focus before. */
  private from: WeakRef<Element> | undefined;
  subject: Subject | undefined;
  /** What the frame was last given, open or not. */
  private given: Subject | undefined;

  constructor(
    private readonly events: FrameEvents,
    private readonly locate: (key: string) => Element | undefined,
    /** What the agent writes in for the post: the box around it, and the text box. */
    private readonly writing: (key: string) => Element[],
  ) {}

  get isOpen(): boolean {
    return this.subject !== undefined;
  }

  /** Where it stands, while it is open. */
  get box(): DOMRect | undefined {
    return this.isOpen ? this.host?.element.getBoundingClientRect() : undefined;
  }

  open(subject: Subject, colours: Backdrop, composer: boolean): void {
    this.subject = subject;
    this.colours = colours;
    this.composer = composer;
    const element = this.attach();
    const focused = document.activeElement;
    if (focused !== element) this.from = focused ? new WeakRef(focused) : undefined;
    if (!element.matches(":popover-open")) element.showPopover();
    this.follow();
    window.addEventListener("scroll", this.followSoon, { passive: true, capture: true });
    // The frame hears first that it is open: a key that comes with the focus finds its place.
    if (this.ready) this.show();
    this.takeFocus();
  }

  /** Draws what there is to say of a post before the agent asks for it. */
  prepare(subject: Subject, colours: Backdrop): void {
    if (this.isOpen) return;
    this.colours = colours;
    this.composer = false;
    this.given = subject;
    this.attach();
    if (this.ready) this.give(subject);
  }

  /** What had the focus before the agent came here, if it is still on the page. */
  get cameFrom(): Element | undefined {
    const from = this.from?.deref();
    return from?.isConnected ? from : undefined;
  }

  close(): void {
    this.subject = undefined;
    this.beside = undefined;
    window.removeEventListener("scroll", this.followSoon, { capture: true });
    if (this.host?.element.isConnected) this.host.element.hidePopover();
  }

  /** Whether the frame was there to hear it. */
  tell(message: ToFrame): boolean {
    if (this.ready) this.port?.postMessage(message);
    return this.ready;
  }

  state(state: State): void {
    if (state.post === this.given?.post) this.tell({ kind: "state", state });
  }

  /** What is shown of the post is asked for again. */
  refined(post: string): void {
    if (post === this.given?.post) this.tell({ kind: "again" });
  }

  /** What everything is judged by has changed. */
  again(): void {
    if (this.given) this.tell({ kind: "again" });
  }

  /** Only what has changed is told. */
  composerOpen(open: boolean): void {
    if (open === this.composer) return;
    this.composer = open;
    this.tell({ kind: "composer", open });
  }

  /** Moves beside its post, but never out of the window. */
  follow = (): void => {
    if (!this.subject || !this.host) return;
    this.beside = this.locate(this.subject.raw.key)?.getBoundingClientRect() ?? this.beside;
    const { innerWidth, innerHeight } = window;
    const wanted = Math.min(this.wantedHeight, Math.round(innerHeight * 0.7));
    const writing = this.writing(this.subject.raw.key).map((element) => element.getBoundingClientRect());
    const { left, top, width, height } = place(this.beside, { width: innerWidth, height: innerHeight }, wanted, writing);
    this.host.set({
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
      background: this.colours.background,
      scheme: this.colours.dark ? "dark" : "light",
    });
  };

  private following = false;
  private readonly followSoon = (): void => {
    if (this.following) return;
    this.following = true;
    requestAnimationFrame(() => {
      this.following = false;
      this.follow();
    });
  };

  /** The frame's element, on the page; made anew if the page threw it away. */
  private attach(): HTMLElement {
    if (this.host?.element.isConnected) return this.host.element;
    this.drop();
    const host = makeHost("handrail-frame");
    const iframe = document.createElement("iframe");
    iframe.title = word("frame_title");
    // The browser's own model, where there is one, answers in frames that may use it.
    iframe.allow = "clipboard-write; language-model";
    iframe.src = chrome.runtime.getURL("pages/frame.html");
    iframe.addEventListener("load", () => void this.connect(iframe));
    host.element.popover = "manual";
    // Tab comes here too.
    host.element.addEventListener("focusin", ({ relatedTarget }) => {
      if (relatedTarget instanceof Element) this.from = new WeakRef(relatedTarget);
    });
    host.root.append(iframe);
    this.host = host;
    this.iframe = iframe;
    document.documentElement.append(host.element);
    return host.element;
  }

  /** Hands the frame its end of a channel, with proof that it comes from this extension. */
  private async connect(iframe: HTMLIFrameElement): Promise<void> {
    const answer = await ask<{ nonce: string }>({ to: "background", kind: "frameOpen" });
    if (!answer.ok || iframe !== this.iframe) return;
    this.port?.close();
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }: MessageEvent<FromFrame>) => this.hear(data);
    const origin = chrome.runtime.getURL("").replace(/\/$/, "");
    iframe.contentWindow?.postMessage({ handrail: "port", nonce: answer.nonce }, origin, [port2]);
  }

  private hear(message: FromFrame): void {
    switch (message.kind) {
      case "ready":
        this.ready = true;
        this.events.ready();
        if (this.subject) {
          // Chromium gave the focus to the empty document that stood here before the extension's page.
          this.show();
          this.takeFocus();
        } else if (this.given) this.give(this.given);
        break;
      case "height":
        // Nothing has a height where nothing is shown.
        if (!this.isOpen) break;
        this.wantedHeight = Math.max(120, Math.ceil(message.height));
        this.follow();
        break;
      case "place":
        this.events.place(message.text, message.add);
        break;
      case "close":
        this.events.close();
        break;
      case "next":
      case "previous":
        this.events.step(message.kind);
        break;
      case "command":
        this.events.command(message.command);
        break;
      case "release":
        this.events.release();
        break;
    }
  }

  /**
   * In a task of its own: during a key's own events Firefox does not give the focus to a frame of another process. Where it
   * does it is a third faster at once; Chromium gains nothing by that, and keys that came at once were lost there.
   */
  takeFocus(): void {
    if (FIREFOX && this.ready) this.iframe?.focus();
    setTimeout(() => {
      if (!this.isOpen) return;
      this.iframe?.blur();
      this.iframe?.focus();
    });
  }

  private show(): void {
    if (!this.subject) return;
    this.give(this.subject);
    this.tell({ kind: "focus" });
    this.events.shown();
  }

  private give(subject: Subject): void {
    this.given = subject;
    const { site, raw, around } = subject;
    this.tell({ kind: "show", site, post: raw, around, composer: this.composer, ...this.colours });
  }

  drop(): void {
    this.ready = false;
    this.port?.close();
    this.port = undefined;
    this.host?.element.remove();
    this.host = undefined;
    this.iframe = undefined;
  }
}
