/** The list of notifications. Updates in place: what has the focus, and what is on screen, stays where it is. */

import { createRow } from './row.js';

/**
 * @param {object} options
 * @param {HTMLElement} options.list
 * @param {HTMLElement} options.fallback takes the focus where the item that had it is gone and none is left
 * @param {(action: string, id: number) => void} options.onAction
 * @param {(id: number, on: boolean, upTo: boolean) => void} options.onSelect upTo: with all from the last selected one
 * @param {(id: number) => void} options.onFollow the person follows the item's link
 * @param {() => number} [options.now] Unix seconds
 */
export function createList({
  list,
  fallback,
  onAction,
  onSelect,
  onFollow,
  now = () => Math.floor(Date.now() / 1000),
}) {
  const rows = new Map();
  let settled = false;
  let lastFocused = null;

  const rowOf = (node) => node?.closest?.('article[data-id]') ?? null;
  const idOf = (row) => Number(row.dataset.id);

  list.addEventListener('click', (event) => {
    const row = rowOf(event.target);
    if (!row) {
      return;
    }
    const button = event.target.closest('[data-do]');
    if (button) {
      if (button.getAttribute('aria-busy') !== 'true') {
        onAction(button.dataset.do, idOf(row));
      }
    } else if (event.target.matches('.select-box')) {
      onSelect(idOf(row), event.target.checked, event.shiftKey);
    } else if (event.target.closest('a')) {
      onFollow(idOf(row));
    }
  });
  list.addEventListener('auxclick', (event) => {
    const row = rowOf(event.target);
    if (row && event.button === 1 && event.target.closest('a')) {
      onFollow(idOf(row));
    }
  });
  list.addEventListener('focusin', (event) => (lastFocused = rowOf(event.target)));
  list.addEventListener('keydown', (event) => {
    // As the feed pattern has it.
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    if (step && !event.ctrlKey && !event.altKey && !event.metaKey && move(step)) {
      event.preventDefault();
    }
  });

  function render(notifications, { selected, complete }) {
    const anchor = visibleAnchor();
    const active = list.contains(document.activeElement) ? document.activeElement : null;
    const focused = rowOf(active);
    const heir = focused ? nextStaying(focused, new Set(notifications.map((n) => String(n.id)))) : null;

    const keep = new Set(notifications.map((n) => n.id));
    for (const [id, row] of rows) {
      if (!keep.has(id)) {
        row.element.remove();
        rows.delete(id);
      }
    }
    let place = list.firstElementChild;
    notifications.forEach((notification, index) => {
      let row = rows.get(notification.id);
      if (!row) {
        row = createRow(notification, now());
        rows.set(notification.id, row);
        row.element.classList.toggle('fresh', settled);
      } else {
        row.update(notification, now());
      }
      row.place(index + 1, complete ? notifications.length : -1);
      row.select(selected.has(notification.id));
      if (row.element === place) {
        place = place.nextElementSibling;
      } else {
        list.insertBefore(row.element, place);
      }
    });
    settled = true;

    if (focused && !focused.isConnected) {
      successor(heir, active).focus({ preventScroll: true });
    }
    anchor();
  }

  /** What corresponds to the part that had the focus, in the row that takes its place. */
  function successor(heir, lost) {
    if (heir === null) {
      return fallback;
    }
    if (lost.matches('[data-do]')) {
      return heir.querySelector(`[data-do="${lost.dataset.do}"]`) ?? heir.querySelector('[data-do]') ?? heir;
    }
    return lost.matches('.select-box') ? heir.querySelector('.select-box') : heir;
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

  /** To the next or the previous item; from elsewhere to the one that had the focus last, else to the first. */
  function move(step) {
    const at = rowOf(document.activeElement);
    const back = lastFocused?.isConnected ? lastFocused : list.firstElementChild;
    const target = at ? (step > 0 ? at.nextElementSibling : at.previousElementSibling) : back;
    if (!target) {
      return false;
    }
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'nearest' });
    return true;
  }

  return {
    render,
    move,
    /** The id of the item that has the focus, or null. */
    get current() {
      const row = rowOf(document.activeElement);
      return row ? idOf(row) : null;
    },
    /** Clicks the item's link; false where it has none. */
    open(id) {
      const link = rows.get(id)?.element.querySelector('.title a');
      link?.click();
      return Boolean(link);
    },
    busy(ids, on) {
      ids.forEach((id) => {
        const row = rows.get(id)?.element;
        row?.querySelectorAll('[data-do]').forEach((button) => button.setAttribute('aria-busy', String(on)));
      });
    },
    /** The next rendering is a new listing: nothing in it is marked as just arrived. */
    settle() {
      settled = false;
    },
    tick() {
      rows.forEach((row) => row.tick(now()));
    },
    focus(id) {
      rows.get(id)?.element.focus();
    },
    clear() {
      rows.clear();
      list.replaceChildren();
      lastFocused = null;
      settled = false;
    },
  };
}
