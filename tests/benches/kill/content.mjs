// The content script, and beside it acts on word from the bench: sent until they are kept, by the content script's own
// modules.

import { keep } from '../../../extension/content/acts';
import '../../../extension/content/main';

document.addEventListener('handrail-bench-act', async (asked) => {
  const { event, seen } = JSON.parse(/** @type {CustomEvent} */ (asked).detail);
  const kept = await keep(event, seen).catch((error) => ({ ok: false, failure: String(error) }));
  document.dispatchEvent(new CustomEvent(`handrail-bench-${event.id}`, { detail: JSON.stringify({ ok: kept.ok, failure: kept.failure }) }));
});
