// Waiting for an editor to have taken a text in.

/** How long it is waited for, and how long it must last, in milliseconds. */
const PATIENCE = 1200;
const LASTS = 150;

/**
 * Waits until `arrived` holds, looking whenever something in `root` changes, and then whether the text is `kept` a moment
 * later: some pages take back at once what they did not expect, and draw the editor anew. False if it never arrives.
 */
export function settled(root: Node, arrived: () => boolean, kept: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    let there = false;
    const end = (result: boolean): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(result);
    };
    const look = (): void => {
      if (there || !arrived()) return;
      there = true;
      clearTimeout(timer);
      setTimeout(() => end(kept()), LASTS);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { subtree: true, childList: true, characterData: true });
    const timer = setTimeout(() => {
      look();
      if (!there) end(false);
    }, PATIENCE);
    look();
  });
}
