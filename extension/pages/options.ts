/** Loader of the options. */
import init, { start_options } from "../../target/generated/options/options";
import { boot } from "./boot";

void boot(init, "options_bg.wasm", start_options);
