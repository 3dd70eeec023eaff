/** The unread count before the title of the browser's tab, whatever the host page calls itself meanwhile. */

import { badgeText } from './dom.js';

const counts = new Map();
let prefix = '';
let observer = null;

/**
 * @param {object} owner the bell that counts
 * @param {number} count 0 takes its number away
 */
export function titleCount(owner, count) {
  count > 0 ? counts.set(owner, count) : counts.delete(owner);
  // Two bells of one inbox count the same.
  write(Math.max(0, ...counts.values()));
}

function write(count) {
  const bare = bareTitle();
  prefix = count > 0 ? `(${badgeText(count)}) ` : '';
  if (document.title !== prefix + bare) {
    document.title = prefix + bare;
  }
  if (count > 0 && !observer) {
    observer = new MutationObserver(() => prefix !== '' && !document.title.startsWith(prefix) && write(Math.max(...counts.values())));
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  } else if (count === 0) {
    observer?.disconnect();
    observer = null;
  }
}

function bareTitle() {
  return prefix !== '' && document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
}
