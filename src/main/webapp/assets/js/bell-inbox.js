/** The inbox behind the bells of a page: those that show the same one share its copy, its connection and its filter. */

import { Api } from './api.js';
import { createLive, followBrowser } from './live.js';
import { Inbox } from './store.js';
import { backOff } from './stream.js';
import { subjectOf } from './tokens.js';

const PAGE = 20;
const LARGEST_PAGE = 500;

const shared = new Map();
const providers = new Map();

/**
 * @param {object} options
 * @param {URL} options.server
 * @param {string|null} options.recipient
 * @param {Function|null} options.token
 * @returns {SharedInbox}
 */
export function sharedInbox({ server, recipient, token }) {
  if (token !== null && !providers.has(token)) {
    providers.set(token, providers.size + 1);
  }
  const key = JSON.stringify([server.href, recipient, providers.get(token) ?? 0]);
  if (!shared.has(key)) {
    shared.set(key, new SharedInbox({ server, recipient, token, onUnused: () => shared.delete(key) }));
  }
  return shared.get(key);
}

class SharedInbox {
  #server;
  #token;
  #onUnused;
  #api;
  #inbox = new Inbox();
  #stream;
  #members = new Set();
  #listing = 0;
  #attempt = 0;
  #retryTimer;
  #unfollow = () => {};
  #otherTabs = null;
  #session = null;

  constructor({ server, recipient, token, onUnused }) {
    this.#server = server;
    this.#token = token;
    this.#onUnused = onUnused;
    this.#api = new Api({ base: new URL('api', server).href, token, recipient });
    this.#api.onSignedOut = () => this.#signOut();
    this.#api.onOtherPerson = () => this.restart();
    this.#stream = createLive({
      api: this.#api,
      position: () => this.#inbox.position,
      onFrame: (frame) => this.#receive(frame),
      onState: (state) => this.#connected(state),
      onSignedOut: () => this.#signOut(),
      onRewound: () => this.restart(),
    });
    this.#inbox.subscribe(() => this.#changed());
    /** starting, ready or signed-out. */
    this.phase = 'starting';
    /** live, polling, reconnecting or offline. */
    this.connection = 'offline';
    this.wasLive = false;
    this.loading = false;
    /** Is there nothing to show until the listing under way is there? */
    this.awaited = true;
    /** Why the last listing failed, or null; tried again by itself. */
    this.problem = null;
  }

  get known() {
    return this.phase === 'ready' && this.#inbox.position !== null;
  }

  get visible() {
    return this.#inbox.visible;
  }

  get unreadCount() {
    return this.known ? this.#inbox.unreadCount : 0;
  }

  get unreadOnly() {
    return this.#inbox.unreadOnly;
  }

  get hasMore() {
    return this.#inbox.next !== null;
  }

  /** websocket, sse or polling. */
  get transport() {
    return this.#stream.transport;
  }

  /** Whose it is, to tell the inboxes of one browser apart. */
  get name() {
    return `${this.#server.href} ${this.#session?.account ?? subjectOf(this.#api.lastToken ?? '') ?? ''}`;
  }

  get(id) {
    return this.#inbox.get(id);
  }

  /**
   * @param {object} member
   * @param {() => void} member.changed
   * @param {(notifications: Array<object>) => void} member.arrived only one of the members is told
   * @param {() => boolean} member.inSight
   * @returns {() => void} leaves; who leaves last ends the connection
   */
  join(member) {
    this.#members.add(member);
    if (this.#members.size === 1) {
      const unfollow = followBrowser(this.#stream, () => this.known);
      // Somebody may have signed in in another tab meanwhile.
      const restartIfVisible = () => !document.hidden && this.phase === 'signed-out' && this.restart();
      document.addEventListener('visibilitychange', restartIfVisible);
      this.#unfollow = () => {
        unfollow();
        document.removeEventListener('visibilitychange', restartIfVisible);
      };
      if (this.#token === null && globalThis.BroadcastChannel) {
        this.#otherTabs = new BroadcastChannel('belfry-session');
        this.#otherTabs.onmessage = () => this.#signOut();
      }
      this.restart();
    }
    return () => {
      this.#members.delete(member);
      if (this.#members.size === 0) {
        this.#onUnused();
        this.#unfollow();
        this.#otherTabs?.close();
        this.#forget();
      }
    };
  }

  /** As for another person: forgets everything, and looks who is here. */
  restart() {
    this.#forget();
    this.phase = 'starting';
    return this.#begin();
  }

  async #begin() {
    const mine = ++this.#listing;
    this.loading = true;
    this.#changed();
    if (this.#token === null) {
      try {
        const session = await this.#api.session();
        if (mine !== this.#listing) {
          return;
        }
        this.#session = session;
        if (session === null) {
          this.#signOut();
          return;
        }
      } catch (problem) {
        if (mine === this.#listing) {
          this.#failed(problem, () => this.#begin());
        }
        return;
      }
    }
    await this.#list({ limit: PAGE });
  }

  /** Fetches what is shown anew. */
  refresh() {
    return this.known ? this.#relist() : this.restart();
  }

  /** @returns {Promise<void>} */
  filter(unreadOnly) {
    return this.#list({ limit: PAGE, unreadOnly });
  }

  /** Rejects with the problem. */
  async more() {
    if (!this.hasMore || this.loading) {
      return;
    }
    const mine = this.#listing;
    this.loading = true;
    this.#changed();
    try {
      const page = await this.#api.notifications({ limit: PAGE, unreadOnly: this.unreadOnly, cursor: this.#inbox.next });
      if (mine === this.#listing) {
        this.loading = false;
        this.#inbox.append(page);
      }
    } finally {
      if (mine === this.#listing) {
        this.loading = false;
        this.#changed();
      }
    }
  }

  /** @param {{leaving?: boolean}} [options] leaving: the call outlives the page */
  markRead(id, options) {
    return this.#merge(this.#api.markRead(id, options));
  }

  markUnread(id) {
    return this.#merge(this.#api.markUnread(id));
  }

  archive(id) {
    return this.#merge(this.#api.archive(id));
  }

  unarchive(id) {
    return this.#merge(this.#api.unarchive(id));
  }

  /** @param {number} until Unix seconds */
  snooze(id, until) {
    return this.#merge(this.#api.snooze(id, until));
  }

  unsnooze(id) {
    return this.#merge(this.#api.unsnooze(id));
  }

  async markAllRead() {
    await this.#api.markAllRead();
    if (this.known && this.connection !== 'live') {
      // No frame will tell.
      await this.#relist();
    }
  }

  async #merge(call) {
    const mine = this.#session;
    const answer = await call;
    if (this.known && mine === this.#session) {
      this.#inbox.merge(answer);
    }
  }

  #relist() {
    return this.#list({ limit: Math.min(LARGEST_PAGE, Math.max(PAGE, this.visible.length)) });
  }

  /** Lists from the top, then sees to it that the stream runs: nothing falls between them. */
  async #list({ limit, unreadOnly = this.unreadOnly }) {
    const mine = ++this.#listing;
    clearTimeout(this.#retryTimer);
    this.loading = true;
    this.#changed();
    try {
      const page = await this.#api.notifications({ limit, unreadOnly });
      if (mine !== this.#listing) {
        return;
      }
      this.phase = 'ready';
      this.loading = false;
      this.awaited = false;
      this.problem = null;
      this.#arrived(this.#inbox.load(page, { unreadOnly }));
      if (this.#inbox.stale) {
        this.#retryLater(() => this.#relist(), 0);
      } else {
        this.#attempt = 0;
      }
      this.#stream.start();
    } catch (problem) {
      if (mine === this.#listing) {
        this.#failed(problem, () => this.#list({ limit, unreadOnly }));
      }
    }
  }

  #failed(problem, retry) {
    this.loading = false;
    this.awaited = false;
    this.problem = problem;
    this.#changed();
    this.#retryLater(retry, problem.retryAfter ?? 0);
  }

  #retryLater(task, floorSeconds) {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(task, Math.max(backOff(this.#attempt++), floorSeconds * 1000));
  }

  #receive(frame) {
    const arrived = this.#inbox.apply(frame);
    if (arrived) {
      this.#arrived([arrived]);
    }
    if (frame.frame === 'reset' && this.#inbox.stale) {
      this.#relist();
    }
  }

  #connected(state) {
    this.connection = state;
    this.wasLive ||= state === 'live' || state === 'polling';
    this.#changed();
  }

  #signOut() {
    this.#forget();
    this.phase = 'signed-out';
    this.#changed();
  }

  #forget() {
    this.#listing++;
    clearTimeout(this.#retryTimer);
    this.#session = null;
    this.#attempt = 0;
    this.loading = false;
    this.awaited = true;
    this.problem = null;
    this.wasLive = false;
    this.#stream.stop();
    this.#inbox.clear();
  }

  #arrived(notifications) {
    if (notifications.length > 0) {
      const members = [...this.#members];
      (members.find((member) => member.inSight()) ?? members[0])?.arrived(notifications);
    }
  }

  #changed() {
    this.#members.forEach((member) => member.changed());
  }
}
