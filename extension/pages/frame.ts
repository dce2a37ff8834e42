/** Loader of the assist frame. The content script's port can come before the module is ready: it is kept. */
import init, { start_frame } from "../../target/generated/frame/frame";
import { boot } from "./boot";

const early: MessageEvent[] = [];
const keep = (event: MessageEvent): void => void early.push(event);
addEventListener("message", keep);
void boot(init, "frame_bg.wasm", () => {
  removeEventListener("message", keep);
  start_frame(early);
});
