/** Loader of the panel. */
import { start_panel } from "../../target/generated/pages/pages";
import { boot } from "./boot";

void boot(start_panel);
