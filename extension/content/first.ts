// Runs before anything of the page: of two listeners at the window the first one hears first.

import { door } from "./door";

door(undefined);
