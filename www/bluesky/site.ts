// The one store of the page.

import people from '../content/people.json';
import { Store } from '../common/store';
import { handleOf, network, pathOf, profileOf } from './network';

export const store = new Store(network, pathOf);

/** The page of the account with this handle, if there is one. */
export function known(handle: string): string | undefined {
  const person = people.find((one) => handleOf(one.handle) === handle);
  return person && profileOf(person.handle);
}
