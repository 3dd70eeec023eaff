/** The notification list. Updates in place: what has the focus, and what is on screen, stays where it is. */

import { element, foreign, readable } from './dom.js';
import { categoryIcon, icon } from './icons.js';
import { safeLink } from './links.js';
import { exactTime, isoTime, relativeTime } from './time.js';

const PRIORITIES = new Set(['low', 'medium', 'high', 'critical']);

/**
 * @param {object} options
 * @param {HTMLElement} options.list
 * @param {HTMLElement} options.fallback takes the focus where the item that had it is gone and none is left
 * @param {(id: number, read: boolean) => Promise<void>} options.onToggle
 * @param {(id: number) => void} options.onFollow the person follows the item's link
 * @param {() => number} [options.now] Unix seconds
 */
export function createList({ list, fallback, onToggle, onFollow, now = () => Math.floor(Date.now() / 1000) }) {
  const rows = new Map();
  let settled = false;

  list.addEventListener('click', (event) => {
    const row = event.target.closest('li[data-id]');
    const button = event.target.closest('button');
    if (row && button) {
      toggle(row, button);
    } else if (row && event.target.closest('a')) {
      onFollow(Number(row.dataset.id));
    }
  });
  list.addEventListener('auxclick', (event) => {
    const row = event.target.closest('li[data-id]');
    if (row && event.button === 1 && event.target.closest('a')) {
      onFollow(Number(row.dataset.id));
    }
  });

  async function toggle(row, button) {
    if (button.getAttribute('aria-busy') === 'true') {
      return;
    }
    button.setAttribute('aria-busy', 'true');
    try {
      await onToggle(Number(row.dataset.id), row.dataset.read !== 'true');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  function render(notifications) {
    const anchor = visibleAnchor();
    const focused = list.contains(document.activeElement) ? document.activeElement.closest('li') : null;
    const heir = focused ? nextStaying(focused, new Set(notifications.map((n) => String(n.id)))) : null;

    const keep = new Set(notifications.map((n) => n.id));
    for (const [id, row] of rows) {
      if (!keep.has(id)) {
        row.element.remove();
        rows.delete(id);
      }
    }
    let place = list.firstElementChild;
    for (const notification of notifications) {
      let row = rows.get(notification.id);
      if (!row) {
        row = createRow(notification, now());
        rows.set(notification.id, row);
        row.element.classList.toggle('fresh', settled);
      } else {
        row.update(notification, now());
      }
      if (row.element === place) {
        place = place.nextElementSibling;
      } else {
        list.insertBefore(row.element, place);
      }
    }
    settled = true;

    if (focused && !focused.isConnected) {
      (heir?.querySelector('button') ?? fallback).focus({ preventScroll: true });
    }
    anchor();
  }

  /** Remembers where the first item on screen is, and answers the function that puts it back there. */
  function visibleAnchor() {
    if (window.scrollY === 0) {
      return () => {};
    }
    const onScreen = [...list.children].filter((row) => row.getBoundingClientRect().bottom > 0);
    const tops = onScreen.slice(0, 20).map((row) => [row, row.getBoundingClientRect().top]);
    return () => {
      const still = tops.find(([row]) => row.isConnected);
      if (still) {
        const moved = still[0].getBoundingClientRect().top - still[1];
        if (Math.abs(moved) >= 1) {
          window.scrollBy({ top: moved, behavior: 'instant' });
        }
      }
    };
  }

  function nextStaying(row, ids) {
    for (const step of ['nextElementSibling', 'previousElementSibling']) {
      for (let other = row; other; other = other[step]) {
        if (ids.has(other.dataset.id)) {
          return other;
        }
      }
    }
    return null;
  }

  return {
    render,
    /** The next rendering is a new listing: nothing in it is marked as just arrived. */
    settle() {
      settled = false;
    },
    tick() {
      rows.forEach((row) => row.tick(now()));
    },
    focus(id) {
      rows.get(id)?.element.querySelector('button')?.focus();
    },
    clear() {
      rows.clear();
      list.replaceChildren();
      settled = false;
    },
  };
}

function createRow(first, now) {
  let notification = null;
  const time = element('time', { class: 'time' });
  const button = element('button', { type: 'button' });
  const category = element('span', { class: 'category-icon' });
  const body = element('div', { class: 'body' });
  const row = element('li', { class: 'notification', 'data-id': first.id }, category, body, button);

  function tick(at) {
    const words = relativeTime(notification.created_at, at);
    if (time.textContent !== words) {
      time.textContent = words;
    }
  }

  function update(latest, at) {
    if (latest === notification) {
      return;
    }
    notification = latest;
    const read = notification.read_at !== null && notification.read_at !== undefined;
    row.dataset.read = String(read);
    row.dataset.priority = PRIORITIES.has(notification.priority) ? notification.priority : 'medium';
    row.dataset.type = String(notification.type ?? '');
    category.replaceChildren(categoryIcon(notification.category ?? notification.type));
    time.dateTime = isoTime(notification.created_at);
    time.title = exactTime(notification.created_at);
    describe(read);
    button.className = read ? 'button button-quiet mark-unread' : 'button button-quiet mark-read';
    const action = read ? 'Mark unread' : 'Mark read';
    button.setAttribute('aria-label', `${action}: ${notification.title}`);
    button.title = action;
    button.replaceChildren(icon(read ? 'envelope' : 'check'), element('span', { class: 'label' }, action));
    tick(at);
  }

  /** The link keeps its node where it can: it may have the focus. */
  function describe(read) {
    const link = safeLink(notification.link, document.baseURI);
    const held = body.querySelector('.title a');
    let title;
    if (link) {
      title = held ?? element('a', { rel: 'noopener noreferrer' });
      if (title.getAttribute('href') !== link.href) {
        title.setAttribute('href', link.href);
      }
    } else {
      title = element('span');
    }
    title.dir = 'auto';
    const words = String(notification.title ?? '');
    if (title.textContent !== words) {
      title.textContent = words;
    }
    const parts = [element('p', { class: 'message', dir: 'auto' }, String(notification.message ?? '')), meta(link)];
    if (!notification.message) {
      parts.shift();
    }
    let heading = body.querySelector('.title');
    if (!heading) {
      heading = element('h2', { class: 'title' });
      body.append(heading);
    }
    heading.querySelector('.visually-hidden')?.remove();
    if (title.parentNode !== heading) {
      heading.replaceChildren(title);
    }
    if (!read) {
      heading.prepend(element('span', { class: 'visually-hidden' }, 'Unread: '));
    }
    while (heading.nextSibling) {
      heading.nextSibling.remove();
    }
    body.append(...parts);
  }

  function meta(link) {
    const priority = row.dataset.priority;
    const line = element('p', { class: 'meta' }, time);
    if (notification.category) {
      line.append(foreign('span', 'category', readable(notification.category)));
    }
    line.append(element('span', { class: 'priority' }, icon(priority), `${readable(priority)} priority`));
    if (notification.occurrences > 1) {
      line.append(element('span', { class: 'occurrences' }, icon('repeat'), `${notification.occurrences} times`));
    }
    const source = notification.source;
    if (source?.title && source.title !== notification.title) {
      line.append(
        foreign('span', 'source', source.status ? `${source.title} (${readable(source.status)})` : source.title),
      );
    }
    if (notification.actor) {
      line.append(element('span', { class: 'actor' }, icon('person'), foreign('bdi', '', notification.actor)));
    }
    if (link?.host) {
      line.append(element('span', { class: 'host' }, icon('outside'), foreign('bdi', '', link.host)));
    }
    return line;
  }

  update(first, now);
  return { element: row, update, tick };
}
