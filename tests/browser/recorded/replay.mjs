// Replays a recording: what happened on the site happens again, and what the agent did is done again.

import { act } from './acts.mjs';
import { readHandOver } from './ends.mjs';
import { isAct } from './recording.mjs';
import { see } from './seen.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {import('./recording.mjs').Line} Line */

/**
 * @typedef {object} Way how it is replayed
 * @property {(line: Line) => Promise<void>} [before] before each line: whoever replays at the true pace waits here
 * @property {(line: Line, took: number) => void} [after] after each act: from its first key until the agent saw what came of it
 * @property {() => Promise<void>} [away] while the agent is away
 * @property {() => Promise<void>} [back] when the pages are there again
 * @property {number} [pause] between two looks for what is to be seen, in milliseconds
 */

/** @type {(stage: Stage, way?: Way) => Promise<void>} */
export async function replay(stage, way = {}) {
  for (const [index, line] of stage.recording.lines.entries()) {
    try {
      await way.before?.(line);
      await one(stage, line, way);
    } catch (error) {
      const { arrives, ...short } = line;
      throw new Error(`line ${index + 2} of ${stage.recording.head.recording}, ${JSON.stringify(short)}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
}

async function one(/** @type {Stage} */ stage, /** @type {Line} */ line, /** @type {Way} */ way) {
  if (line.arrives) await stage.arrives(line.arrives);
  else if (line.edits) await stage.edits(line.edits, line.to ?? {});
  else if (line.removes) await stage.removes(line.removes);
  else if (line.away) await way.away?.();
  else if (line.closes) await stage.closes(line.closes);
  else if (line.reloads) await stage.reloads();
  if (!isAct(line)) {
    await see(stage, line, async () => {}, way.pause);
    return line.reloads ? way.back?.() : undefined;
  }
  // The clocks of this program and of the browser's pages are the same one.
  const from = Date.now();
  const begun = performance.now();
  const doIt = () => act(stage, line);
  await doIt();
  await see(stage, line, doIt, way.pause);
  way.after?.(line, performance.now() - begun);
  if (line.then?.sent) await stage.collect(from);
  if (line.then?.shows?.['.hand-over']) stage.handedOver = await readHandOver(stage);
}
