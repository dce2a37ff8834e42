// The one store of the page.

import { Store } from '../common/store';
import { network, pathOf } from './network';

export const store = new Store(network, pathOf);
