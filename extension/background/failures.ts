// What went wrong, in words that say what to do about it.

import type { StoredRecord } from "../../target/generated/engine/engine";
import { failure, type Failure } from "../shared/messages";
import { WasmOff } from "./core";
import { Damaged } from "./records";
import { StoreError } from "./store";

/** Records without which everything goes on, by what their names begin with. */
const NO_LOSS = new Set([
  "own-templates", "meanings", "replies", "rewriting", "sent", "nicknames", "ways", "synonyms", "gaps", "links", "targets", "retention",
  "erased", "base", "sense", "report", "excerpt", "events",
]);

const REPAIR: Record<string, string> = {
  profile: "The stored brand profile cannot be read, so nothing is marked. Open the options and save it again.",
  templates: "The stored templates cannot be read. Open the options and save them again.",
  "own-templates": "The stored templates of your own cannot be read. Open the options and save them again.",
  replies: "The stored sign-off and status page cannot be read. Open the options and save them again.",
  rewriting: "The stored settings for rewriting cannot be read, so it is off. Open the options and save them again.",
  checks: "The stored rules for the checks before sending cannot be read. Open the options and save them again.",
  topics: "The stored topics cannot be read. Open the options and import them again.",
  nicknames: "The stored list of nicknames seen cannot be read. It starts afresh with the next one.",
  bases: "The stored list of knowledge bases cannot be read. Open the options and set them up again.",
  base: "The stored articles of a knowledge base cannot be read. Open the options and import them again.",
  report: "How the last import into a knowledge base went cannot be read. The articles count all the same.",
  ways: "The stored hours and private ways cannot be read. Open the options and save them again.",
  synonyms: "The stored synonyms cannot be read. Open the options and save them again.",
  gaps: "The stored list of missing articles cannot be read. It starts afresh with the next complaint.",
  targets: "The stored targets cannot be read, so the usual ones count. Open the options and save them again.",
  retention: "How long words are kept cannot be read, so it is three days. Open the options and save it again.",
  erased: "Which posts were erased cannot be read. A page that still shows one may bring its case back.",
  links: "What is known of the articles' addresses cannot be read. They are looked at anew.",
  excerpt: "The stored words of a case cannot be read, so the desk shows it without them. The case itself counts as before.",
  events: "Some of what was noted about posts cannot be read and is left out: $1. All the rest counts, and nothing was removed.",
};

/** Whether everything else goes on without the record; nothing is judged by settings that are not the team's. */
export function isNoLoss(record: StoredRecord): boolean {
  return NO_LOSS.has(kind(record));
}

export function explain(error: unknown): Failure {
  if (error instanceof StoreError) return failure(error.full ? "store.full" : "store.failed", error.message);
  if (error instanceof WasmOff) {
    return failure(
      "wasm.off",
      "This browser does not allow Handrail to compute: WebAssembly is switched off, perhaps by your company's policy.",
    );
  }
  if (error instanceof Damaged) {
    const repair = REPAIR[kind(error.record)] ?? String(error);
    return failure("store.damaged", repair.replace("$1", error.message), error.record);
  }
  return failure("engine.crashed", `Handrail stumbled and starts afresh with the next request. ${String(error)}`);
}

/** What a record is, without which one: `base:help` is a base. */
function kind(record: StoredRecord): string {
  return record.split(":")[0] ?? "";
}
