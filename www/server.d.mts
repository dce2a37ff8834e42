// What `server.mjs` offers, for those who check types.

/** The policy that goes with every page: what the site may load and run. */
export function policy(nonce: string): string;

/** What a path of one's own is answered with; nothing, if the site answers it. */
type Own = { status?: number; headers?: Record<string, string>; body?: string } | undefined;

/** Starts the site; see `server.mjs` for what each option means. */
export function serve(options?: {
  port?: number;
  host?: string;
  seed?: number;
  speed?: number;
  theme?: 'light' | 'black' | 'dim';
  autoprepend?: boolean;
  now?: string | null;
  outdir?: string;
  assets?: string | null;
  /** Answers paths of its own before the site does, at once or later. */
  pages?: (path: string, headers: import('node:http').IncomingHttpHeaders) => Own | Promise<Own>;
}): Promise<{ port: number; close(): Promise<void> }>;
