// Lexical as rich text: a line is a paragraph.

import { registerRichText } from '@lexical/rich-text';
import { page } from './lexical-page.mjs';

page('lexical', registerRichText);
