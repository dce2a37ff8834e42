// Links inside the site change the page without loading it; links that lead out
// lead nowhere, for there is nothing out there.

import { toast } from '../shell/Toast';
import { currentPlace, go } from './router';

export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const inside = link?.closest('#react-root');
    if (!link || !inside || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const href = link.getAttribute('href') ?? '';
    event.preventDefault();
    if (!href.startsWith('/')) {
      toast('Links that lead out are not followed on the practice site.');
    } else if (href.endsWith('/analytics') || /\/photo\/\d+$/.test(href)) {
      const post = href.replace(/\/(analytics|photo\/\d+)$/, '');
      if (currentPlace().path !== post) go(post);
    } else if (currentPlace().path !== href) {
      go(href);
    } else {
      window.scrollTo(0, 0);
    }
  });
}
