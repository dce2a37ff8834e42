// Lexical as plain text: one paragraph, with breaks in it.

import { registerPlainText } from '@lexical/plain-text';
import { page } from './lexical-page.mjs';

page('lexical-plain', registerPlainText);
