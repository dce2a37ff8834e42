// The extension's background, with a double for the checks of replies.

import './double.mjs';
import '../../../extension/background/main';
