// Two recordings of five minutes of agents' work, replayed from end to end: everything stands afterwards as it must, nothing
// is in the log that nobody did or saw, and nothing is lost when the background is ended in the middle and all pages are
// loaded anew. What the recordings are is said in `recorded/recording.mjs`; how everything must stand is in them, with reasons.

import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { inTurn } from './harness/browsers.mjs';
import { LONGEST } from './harness/world.mjs';
import { faultsOfEnds } from './recorded/ends.mjs';
import { faultsOfLog, logOf, standing } from './recorded/log.mjs';
import { readRecording } from './recorded/recording.mjs';
import { replay } from './recorded/replay.mjs';
import { makeStage } from './recorded/stage.mjs';

/** @typedef {import('./recorded/stage.mjs').Stage} Stage */

for (const [at, name] of ['evening-at-a-broadband-desk', 'sale-day-at-a-shop'].entries()) {
  for (const browser of inTurn(at)) {
    describe(`${name} in ${browser}`, { timeout: LONGEST }, () => {
      /** @type {Stage} */
      let stage;
      /** @type {Awaited<ReturnType<typeof standing>>[]} */
      const stood = [];
      before(async () => {
        stage = await makeStage(browser, await readRecording(new URL(`recorded/${name}.jsonl`, import.meta.url)));
      });
      after(() => stage?.end());

      test('every act has its effect', async () => {
        await replay(stage, {
          away: async () => {
            stood.push(await standing(stage));
            await stage.opened.killBackground();
          },
          back: async () => void stood.push(await standing(stage)),
        });
      });

      test('a killed background and pages that are loaded anew lose nothing', () => {
        const [then, now] = stood;
        assert.ok(then && now && Object.keys(then.cases).length > 5 && then.log.length > 20, 'nothing had been done by then');
        assert.deepEqual(now.cases, then.cases);
        assert.deepEqual(now.log.slice(0, then.log.length), then.log);
      });

      test('every case stands where it must, the hand-over says so, and only what the agent sent was sent', async () => {
        assert.deepEqual(await faultsOfEnds(stage), []);
      });

      test('the log has what was done and what was seen, each once, and nothing else', async () => {
        assert.deepEqual([...faultsOfLog(stage, await logOf(stage))], []);
      });

      test('what is kept is what was known', async () => {
        const { cases } = await standing(stage);
        await stage.opened.killBackground();
        assert.deepEqual((await standing(stage)).cases, cases);
      });

      test('the site had no trouble', async () => {
        for (const page of stage.pages()) await stage.note(page);
        assert.deepEqual(stage.troubles, []);
      });
    });
  }
}
