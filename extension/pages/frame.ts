/** Loader of the assist frame. The content script's port can come before the module is ready: it is kept. */
import { start_frame } from "../../target/generated/pages/pages";
import { boot } from "./boot";

const early: MessageEvent[] = [];
const keep = (event: MessageEvent): void => void early.push(event);
addEventListener("message", keep);
void boot(() => {
  removeEventListener("message", keep);
  start_frame(early);
});
