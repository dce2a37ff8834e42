/** Loader of the options. */
import { start_options } from "../../target/generated/pages/pages";
import { boot } from "./boot";

void boot(start_options);
