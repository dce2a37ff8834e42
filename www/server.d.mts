// What `server.mjs` offers, for those who check types.

/** The policy that goes with every page: what the site may load and run. */
export function policy(nonce: string): string;

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
  /** Answers paths of its own before the site does. */
  pages?: (
    path: string,
    headers: import('node:http').IncomingHttpHeaders,
  ) => { status?: number; headers?: Record<string, string>; body?: string } | undefined;
}): Promise<{ port: number; close(): Promise<void> }>;
