/**
 * What this page knows of one inbox. Pure: no DOM, no network, the clock is a parameter.
 *
 * Everything is ordered by modseq, the inbox's change counter. A listing is a snapshot as of its modseq; a frame is one
 * change. `position` is how far this copy is complete, and so the place to resume a stream from.
 */

/** Newest first; the id decides within one second. */
export function newestFirst(a, b) {
  return b.created_at - a.created_at || b.id - a.id;
}

/** Seconds that the server's clock may be ahead. */
const CLOCKS_DIFFER = 5;

export const isUnread = (notification) => notification.read_at === null || notification.read_at === undefined;

/**
 * What of an inbox is shown.
 *
 * @typedef {object} View
 * @property {'inbox'|'archived'|'snoozed'|'all'} state where it lies
 * @property {string|null} category null for all
 * @property {boolean} unreadOnly
 */

/** @type {Readonly<View>} */
export const WHOLE_INBOX = Object.freeze({ state: 'inbox', category: null, unreadOnly: false });

/**
 * Where a notification lies. A snoozed one stays so until the server says that it is back: its clock counts, not ours.
 *
 * @returns {'inbox'|'archived'|'snoozed'}
 */
export function stateOf(notification) {
  if (notification.archived_at) {
    return 'archived';
  }
  return notification.snoozed_until ? 'snoozed' : 'inbox';
}

/** Whether a notification belongs to a view. */
export function belongs(notification, { state, category, unreadOnly }) {
  return (
    (state === 'all' || stateOf(notification) === state) &&
    (category === null || notification.category === category) &&
    (!unreadOnly || isUnread(notification))
  );
}

export function sameView(one, other) {
  return one.state === other.state && one.category === other.category && one.unreadOnly === other.unreadOnly;
}

export class Inbox {
  #now;
  #held = new Map();
  #listeners = new Set();
  #boundary = null;
  #countModseq = -1;
  #readAllModseq = -1;
  #resetModseq = -1;
  #newestSeen = 0;

  /** @param {{now?: () => number}} [options] now in Unix seconds */
  constructor({ now = () => Math.floor(Date.now() / 1000) } = {}) {
    this.#now = now;
    this.clear();
  }

  /** Forgets everything, as for another person. */
  clear() {
    this.#held.clear();
    this.#boundary = null;
    this.#countModseq = -1;
    this.#readAllModseq = -1;
    this.#resetModseq = -1;
    this.#newestSeen = 0;
    /** Where to resume a stream from; null before the first listing. */
    this.position = null;
    this.unreadCount = 0;
    /** @type {View} */
    this.view = WHOLE_INBOX;
    /** Cursor of the next page, or null. */
    this.next = null;
    this.#changed();
  }

  get unreadOnly() {
    return this.view.unreadOnly;
  }

  /** True between a reset and the listing that answers it. */
  get stale() {
    return this.#resetModseq >= 0;
  }

  /** The notifications to show, newest first. */
  get visible() {
    return [...this.#held.values()].filter((n) => this.#shows(n)).sort(newestFirst);
  }

  get(id) {
    return this.#held.get(id);
  }

  /** @param {() => void} listener called after each change; returns the function that ends it */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes a first page in place of what was held.
   *
   * @param {object} page the listing of that view
   * @param {Partial<View>} [wanted]
   * @returns {Array<object>} the unread notifications in it that nobody here has seen yet, oldest first; none for a first
   *     page, or one of another view
   */
  load(page, wanted = {}) {
    const view = { ...WHOLE_INBOX, ...wanted };
    const known = this.position !== null && sameView(view, this.view) ? new Set(this.#held.keys()) : null;
    const newest = this.#newestSeen;
    // Frames may have overtaken this answer: what they brought is newer than the snapshot, and stays.
    const newer = [...this.#held.values()].filter((n) => n.modseq > page.modseq);
    this.#held.clear();
    page.notifications.forEach((n) => this.#hold(n));
    newer.forEach((n) => this.#hold(n));
    this.view = view;
    this.position = Math.max(this.position ?? -1, page.modseq);
    if (page.modseq >= this.#resetModseq) {
      this.#resetModseq = -1;
    }
    this.#endAt(page);
    this.#count(page.unreadCount, page.modseq);
    this.#changed();
    const isNew = (n) => known !== null && !known.has(n.id) && n.created_at >= newest && isUnread(n);
    return page.notifications.filter(isNew).reverse();
  }

  /** Adds a further page. It says nothing of the rest of the inbox, so the position stays. */
  append(page) {
    for (const n of page.notifications) {
      const held = this.#held.get(n.id);
      if (!held || held.modseq <= n.modseq) {
        this.#hold(n);
      }
    }
    this.#endAt(page);
    this.#count(page.unreadCount, page.modseq);
    this.#changed();
  }

  /**
   * Takes the answer to an own change (read, unread), which may come before or after its frame. The count moves by what
   * changed, until the frame brings the exact one.
   */
  merge(notification) {
    const held = this.#held.get(notification.id);
    if (held && held.modseq > notification.modseq) {
      return;
    }
    this.#hold(notification);
    const after = this.#held.get(notification.id);
    if (held && isUnread(held) !== isUnread(after) && after.modseq > this.#countModseq) {
      this.unreadCount = Math.max(0, this.unreadCount + (isUnread(after) ? 1 : -1));
    }
    this.#changed();
  }

  /**
   * Applies one frame of the stream.
   *
   * @returns {object|null} the notification, where it is one nobody here has seen yet
   */
  apply(frame) {
    if (frame.frame === 'hello') {
      // Tells the present count, but frames up to its modseq may still follow: the position does not move.
      this.#count(frame.unreadCount, frame.modseq);
      this.#changed();
      return null;
    }
    if (!Number.isFinite(frame.modseq) || frame.modseq < (this.position ?? -1)) {
      return null;
    }
    let arrived = null;
    switch (frame.frame) {
      case 'notification':
        arrived = this.#receive(frame.notification);
        break;
      case 'unread':
        break;
      case 'read-all':
        this.#readAll(frame.modseq);
        break;
      case 'reset':
        this.#resetModseq = Math.max(this.#resetModseq, frame.modseq);
        break;
      default:
        return null;
    }
    this.position = frame.modseq;
    this.#count(frame.unreadCount, frame.modseq);
    this.#changed();
    return arrived;
  }

  #receive(notification) {
    const held = this.#held.get(notification.id);
    if (held && held.modseq >= notification.modseq) {
      return null;
    }
    // What comes back from a snooze is news again; brought back by hand it is not.
    const back = Boolean(held?.snoozed_until) && held.snoozed_until <= this.#now() + CLOCKS_DIFFER;
    const unseen = back || (!held && notification.created_at >= this.#newestSeen);
    this.#hold(notification);
    return unseen && isUnread(notification) && this.#shows(notification) ? notification : null;
  }

  #readAll(modseq) {
    this.#readAllModseq = Math.max(this.#readAllModseq, modseq);
    for (const n of [...this.#held.values()]) {
      this.#hold(n);
    }
  }

  #hold(notification) {
    // A listing taken before a mark-all-read may arrive after it.
    const readSince = isUnread(notification) && notification.modseq <= this.#readAllModseq;
    this.#held.set(notification.id, readSince ? { ...notification, read_at: this.#now() } : notification);
    this.#newestSeen = Math.max(this.#newestSeen, notification.created_at);
  }

  #shows(n) {
    if (!belongs(n, this.view)) {
      return false;
    }
    // What changed below the pages loaded so far is held, but waits for its page: shown now, it would hide a gap.
    return this.#boundary === null || newestFirst(n, this.#boundary) <= 0;
  }

  #endAt(page) {
    this.next = page.next ?? null;
    this.#boundary = this.next === null ? null : (page.notifications.at(-1) ?? this.#boundary);
  }

  #count(unreadCount, modseq) {
    if (Number.isFinite(unreadCount) && modseq >= this.#countModseq) {
      this.unreadCount = unreadCount;
      this.#countModseq = modseq;
    }
  }

  #changed() {
    this.#listeners.forEach((listener) => listener());
  }
}
