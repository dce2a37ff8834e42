// Keys come by one door: a listener that stands at the window before the page's own scripts run (`first.ts`). Who hears
// them comes later, with the rest of the content script.

type Hear = (event: KeyboardEvent) => void;

const place = globalThis as { handrailDoor?: { hear: Hear | undefined } };

/** Sets who hears keys; the listener is made where there is none yet. */
export function door(hear: Hear | undefined): void {
  if (place.handrailDoor) {
    place.handrailDoor.hear = hear;
    return;
  }
  const made: { hear: Hear | undefined } = { hear };
  place.handrailDoor = made;
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    window.addEventListener(type, (event) => made.hear?.(event), { capture: true });
  }
}
