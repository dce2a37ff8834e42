// Starts the site.

import 'draft-js/dist/Draft.css';
import './style/base.css';
import './style/post.css';
import './style/page.css';
import './style/compose.css';
import React from 'react';
import { render } from 'react-dom';
import { setSpeed } from './core/arrivals';
import { config } from './core/config';
import { followLinks } from './core/links';
import { setTheme } from './core/theme';
import { installHooks } from './hooks';
import { App } from './shell/App';

installHooks();
setTheme(config.theme);
followLinks();
render(<App />, document.getElementById('react-root'));
setSpeed(config.speed);
