// Importing articles: a module of its own, which is there only while somebody imports.

import init, { __wbg_reset_state as reset, Imports } from "../../target/generated/importer/importer";
import type { Handled } from "../../target/generated/engine/engine";
import type { Request } from "../shared/messages";
import { once } from "./core";
import { loadNeeded } from "./records";
import type { Store } from "./store";

const compile = once(() => init({ module_or_path: chrome.runtime.getURL("background/importer_bg.wasm") }));

/** Whether a request is part of an import. */
export function isImport(request: Request): boolean {
  return request.type.startsWith("import");
}

/** What a file with sites' tables holds, as JSON. It is read here because the engine is full, and this is rare. */
export async function readSites(file: string, key: string, inUse: number, after: number): Promise<string> {
  await compile();
  return Imports.readSites(file, key, inUse, after, Date.now());
}

/** The import under way, if one is. */
export class Importing {
  private imports: Imports | undefined;

  async handle(request: Request, store: Store): Promise<Handled> {
    await compile();
    this.imports ??= new Imports();
    let handled = this.imports.handle(request as never, Date.now()) as Handled;
    while (handled.response.type === "need") {
      await loadNeeded(this.imports as never, store, handled.response.records);
      handled = this.imports.handle(request as never, Date.now()) as Handled;
    }
    if (request.type === "importCommit" || request.type === "importCancel") this.end();
    return handled;
  }

  /** After a crash, and when an import is over: its memory is given back with the next one's. */
  end(): void {
    if (!this.imports) return;
    this.imports = undefined;
    reset();
  }
}
