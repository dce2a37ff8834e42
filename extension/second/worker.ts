// The worker with the sentence encoder: a text in, its log-odds out. It loads module and weights when it is started.

import init, { Second } from "../../target/generated/encoder/encoder";
import type { Ask, Look } from "./reader";

const here = (file: string): URL => new URL(file, self.location.href);

async function bytes(file: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(here(file))).arrayBuffer());
}

const second = (async () => {
  const ready = init({ module_or_path: here("encoder_bg.wasm") });
  const [base, adapter] = await Promise.all([bytes("encoder.bin"), bytes("adapter.bin"), ready]);
  return new Second(base, adapter);
})();
// Whoever asks hears of it.
second.catch(() => undefined);

self.addEventListener("message", ({ data: { id, kind, text } }: MessageEvent<Ask>) => {
  second
    .then((second): Look => ({ id, outputs: [...(kind === "judge" ? second.judge(text) : second.embed(text))] }))
    .catch((error: unknown): Look => ({ id, failed: String(error) }))
    .then((look) => self.postMessage(look));
});
