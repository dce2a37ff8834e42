/** Loader of the desk, which shares the options' module. */
import init, { start_desk } from "../../target/generated/options/options";
import { boot } from "./boot";

void boot(init, "options_bg.wasm", start_desk);
