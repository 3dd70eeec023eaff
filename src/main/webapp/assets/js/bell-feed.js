/** The bell's list, as the feed pattern has it. What arrives moves neither the focus nor what is being looked at. */

import { createItem } from './bell-item.js';

/**
 * @param {object} options
 * @param {HTMLElement} options.feed
 * @param {HTMLElement} options.scroller what scrolls it
 * @param {() => object} options.texts
 * @param {() => string|null} options.linkTarget
 * @param {() => HTMLElement} options.fallback takes the focus where the item that had it is gone and none is left
 * @param {(event: MouseEvent, notification: object, link: HTMLAnchorElement|null) => void} options.onGo
 * @param {(name: string, notification: object, button: HTMLElement) => void} options.onAction
 * @param {(forwards: boolean) => void} options.onLeave Ctrl+End or Ctrl+Home
 * @param {() => Promise<void>} options.onEnd the reader is past the last item
 * @param {(count: number) => void} options.onFresh how many have arrived above what is in sight
 * @param {() => number} [options.now] Unix seconds
 */
export function createFeed({
  feed,
  scroller,
  texts,
  linkTarget,
  fallback,
  onGo,
  onAction,
  onLeave,
  onEnd,
  onFresh,
  now = () => Math.floor(Date.now() / 1000),
}) {
  const items = new Map();
  const above = new Set();
  let settled = false;
  /** Ids rise: what has a higher one than all that were shown has arrived since. */
  let newest = 0;

  feed.addEventListener('click', clicked);
  feed.addEventListener('auxclick', (event) => event.button === 1 && clicked(event));
  feed.addEventListener('keydown', pressed);
  scroller.addEventListener('scroll', () => scroller.scrollTop < 8 && forgetFresh(), { passive: true });

  function clicked(event) {
    const item = itemOf(event.target);
    const action = event.target.closest('button[data-action]');
    const go = event.target.closest('.go');
    if (action && event.button === 0) {
      onAction(action.dataset.action, item.notification, action);
    } else if (go && go.localName !== 'span') {
      onGo(event, item.notification, go.localName === 'a' ? go : null);
    }
  }

  async function pressed(event) {
    const article = event.target.closest('article');
    if (!article || event.altKey || event.metaKey) {
      return;
    }
    const { key } = event;
    if (event.ctrlKey) {
      if (key === 'End' || key === 'Home') {
        event.preventDefault();
        onLeave(key === 'End');
      }
    } else if (key === 'PageDown' || key === 'PageUp') {
      event.preventDefault();
      const step = key === 'PageDown' ? 'nextElementSibling' : 'previousElementSibling';
      if (!article[step] && key === 'PageDown') {
        await onEnd();
      }
      focusOn(article[step]);
    } else if (key === 'Enter' && event.target === article) {
      article.querySelector('a.go, button.go')?.click();
    } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      alongTools(event);
    }
  }

  function alongTools(event) {
    const tools = event.target.closest('.tools');
    if (!tools) {
      return;
    }
    event.preventDefault();
    const buttons = [...tools.children];
    const rtl = getComputedStyle(tools).direction === 'rtl';
    const step = (event.key === 'ArrowRight') !== rtl ? 1 : -1;
    const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  function focusOn(article) {
    if (article) {
      article.focus({ preventScroll: true });
      article.scrollIntoView({ block: 'nearest' });
    }
  }

  function itemOf(target) {
    return items.get(Number(target.closest('article').dataset.id));
  }

  /** @param {boolean} hasMore whether there are further ones on the server */
  function render(notifications, hasMore) {
    const active = feed.getRootNode().activeElement;
    const focused = feed.contains(active) ? active.closest('article') : null;
    const anchor = anchorOf(focused);
    const keep = new Set(notifications.map((n) => n.id));
    const heir = focused && !keep.has(Number(focused.dataset.id)) ? nextStaying(focused, keep) : null;

    for (const [id, item] of items) {
      if (!keep.has(id)) {
        item.element.remove();
        items.delete(id);
        above.delete(id);
      }
    }
    const size = hasMore ? -1 : notifications.length;
    let place = feed.firstElementChild;
    notifications.forEach((notification, index) => {
      let item = items.get(notification.id);
      if (item) {
        item.update(notification, now());
      } else {
        item = createItem(notification, { texts: texts(), now: now(), linkTarget: linkTarget() });
        items.set(notification.id, item);
        if (settled && notification.id > newest) {
          item.element.classList.add('fresh');
          above.add(notification.id);
        }
      }
      item.element.setAttribute('aria-posinset', String(index + 1));
      item.element.setAttribute('aria-setsize', String(size));
      if (item.element === place) {
        place = place.nextElementSibling;
      } else {
        feed.insertBefore(item.element, place);
      }
    });
    settled = true;
    newest = Math.max(newest, ...keep);
    if (focused && !focused.isConnected) {
      (heir ?? fallback()).focus({ preventScroll: true });
    }
    anchor();
    if (scroller.scrollTop < 8) {
      forgetFresh();
    } else {
      onFresh(above.size);
    }
  }

  function forgetFresh() {
    if (above.size > 0) {
      above.clear();
    }
    onFresh(0);
  }

  /**
   * Remembers where the items in sight are, and answers the function that puts them back there. At the top, with nobody at
   * an item, what is new may show itself.
   */
  function anchorOf(focused) {
    if (scroller.scrollTop < 1 && !focused && !feed.matches(':hover')) {
      return () => {};
    }
    const top = scroller.getBoundingClientRect().top;
    const inSight = [...feed.children].filter((article) => article.getBoundingClientRect().bottom > top);
    const tops = inSight.slice(0, 20).map((article) => [article, article.getBoundingClientRect().top]);
    if (focused) {
      tops.unshift([focused, focused.getBoundingClientRect().top]);
    }
    return () => {
      const still = tops.find(([article]) => article.isConnected);
      if (still) {
        scroller.scrollTop += still[0].getBoundingClientRect().top - still[1];
      }
    };
  }

  function nextStaying(article, keep) {
    for (const step of ['nextElementSibling', 'previousElementSibling']) {
      for (let other = article[step]; other; other = other[step]) {
        if (keep.has(Number(other.dataset.id))) {
          return other;
        }
      }
    }
    return null;
  }

  return {
    render,
    /** The next rendering is another listing: nothing in it is marked as just arrived. */
    settle() {
      settled = false;
    },
    tick() {
      items.forEach((item) => item.tick(now()));
    },
    /** The first item after those that were there. */
    focusAfter(known) {
      focusOn([...feed.children].find((article) => !known.has(Number(article.dataset.id))));
    },
    focusFirst() {
      focusOn(feed.firstElementChild);
    },
    clear() {
      items.clear();
      above.clear();
      feed.replaceChildren();
      settled = false;
      newest = 0;
      onFresh(0);
    },
  };
}
