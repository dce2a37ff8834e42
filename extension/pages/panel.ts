/** Loader of the panel. */
import init, { start_panel } from "../../target/generated/frame/frame";
import { boot } from "./boot";

void boot(init, "frame_bg.wasm", start_panel);
