/** The bell, its badge and the window's title. */

import { badgeText } from './dom.js';

export function bellLabel(count) {
  return count > 0 ? `Notifications, ${count} unread` : 'Notifications, none unread';
}

export function createBell({ button, badge }) {
  let shown = null;
  return {
    show(count) {
      if (count === shown) {
        return;
      }
      shown = count;
      badge.textContent = badgeText(count);
      badge.hidden = count === 0;
      button.setAttribute('aria-label', bellLabel(count));
      document.title = count > 0 ? `(${badgeText(count)}) Notifications · Belfry` : 'Notifications · Belfry';
    },
    forget() {
      shown = null;
      document.title = 'Sign in · Belfry';
    },
  };
}
