/**
 * The live connection: it comes back by itself and misses nothing, and where the best transport does not get through it
 * takes the next one. No DOM; transports, timers and chance are parameters, so that a test can hold them.
 */

import { BLOCKED, GOING_DOWN, SIGNED_OUT, TOO_SLOW, webSocketTransport } from './transports.js';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const HELLO_TIMEOUT = 15_000;
const PONG_TIMEOUT = 10_000;
const STEADY_AFTER = 5_000;
/** Failures before a hello after which the next transport is taken. */
const MISSES = 2;
/** From a fallback the best transport is tried again after so long; and sooner where the network is another. */
const PROBE_AFTER = 300_000;
const PROBE_SOON = 3_000;

/** Milliseconds before the attempt after `failures` failed ones: doubling, capped, the upper half of it by chance. */
export function backOff(failures, random = Math.random) {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(failures, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}

export class Stream {
  #options;
  #transports;
  /** Index of the transport in use. */
  #level = 0;
  #misses = 0;
  /** The attempt or connection that counts; whatever comes from another is ignored. */
  #link = null;
  /** A connection by the best transport that is tried beside a fallback. */
  #trial = null;
  #running = false;
  #waiting = false;
  #failures = 0;
  #pardoned = false;
  #anotherNetwork = false;
  #timers = {};

  /**
   * @param {object} options
   * @param {Array<object>} [options.transports] best first, see transports.js; without them a WebSocket by `issueTicket`
   *     and `address`
   * @param {() => Promise<{ticket: string}>} [options.issueTicket] asked before every connection; rejects with `status`
   *     401 where the caller is signed out, and may carry `retryAfter` in seconds
   * @param {(ticket: string, after: number) => string} [options.address]
   * @param {() => number} options.position the modseq to resume after, asked when connecting
   * @param {(frame: object) => void} options.onFrame every frame, in order
   * @param {(state: 'live'|'polling'|'reconnecting'|'offline') => void} options.onState
   * @param {() => void} options.onSignedOut
   * @param {() => void} options.onRewound the server's counter is behind ours (restored from a backup): list anew
   * @param {() => Promise<boolean>} [options.renewCredentials] asked when they have ended: are there others?
   * @param {() => boolean} [options.isOnline]
   */
  constructor(options) {
    this.#options = {
      isOnline: () => true,
      random: Math.random,
      renewCredentials: async () => false,
      setTimeout: (task, delay) => globalThis.setTimeout(task, delay),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      ...options,
    };
    this.#transports = options.transports ?? [webSocketTransport(options)];
  }

  /** The name of the transport in use. */
  get transport() {
    return this.#transports[this.#level].name;
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#failures = 0;
      this.#pardoned = false;
      this.#connect();
    }
  }

  stop() {
    this.#running = false;
    this.#drop();
    this.#options.onState('offline');
  }

  /** Connects now instead of at the end of the wait. */
  hurry() {
    if (this.#running && this.#waiting) {
      this.#failures = 0;
      this.#connect();
    }
  }

  /** Gives the connection up for a new one: after sleep or a change of network an open one may be dead without knowing. */
  renew() {
    if (this.#running) {
      this.#failures = 0;
      this.#anotherNetwork = true;
      this.#connect();
    }
  }

  /** The network went away: says so, and tries on (a server on this very machine is still there). */
  lost() {
    if (this.#running && !this.#waiting) {
      this.#retry();
    }
  }

  #connect() {
    this.#drop();
    this.#report();
    this.#link = this.#dial(this.#level);
  }

  /** Opens a connection by a transport; it counts for what it is when it reports: the link, the trial, or nothing. */
  #dial(level) {
    const transport = this.#transports[level];
    const link = { level, transport, connection: null, after: 0, greeted: false };
    const ours = () => link === this.#link || link === this.#trial;
    link.connection = transport.open({
      begin: () => {
        link.after = this.#options.position();
        if (link === this.#link) {
          this.#set('hello', () => this.#missed(), HELLO_TIMEOUT);
        }
        return link.after;
      },
      frame: (frame) => ours() && this.#receive(link, frame),
      activity: () => link === this.#link && link.greeted && this.#onActivity(),
      failed: (problem) => (link === this.#trial ? this.#endTrial() : ours() && this.#failed(problem)),
      closed: (code) => (link === this.#trial ? this.#endTrial() : ours() && this.#closed(code)),
    });
    return link;
  }

  #receive(link, frame) {
    if (link === this.#trial) {
      if (frame?.frame !== 'hello') {
        this.#endTrial();
        return;
      }
      this.#adopt(link);
    }
    if (frame === undefined) {
      // One lost frame would break the resume: come back for it.
      this.#retry();
      return;
    }
    if (frame.frame === 'hello') {
      if (frame.modseq < link.after) {
        this.#running = false;
        this.#drop();
        this.#options.onRewound();
        return;
      }
      this.#greeted(link);
    }
    this.#onActivity();
    if (frame.frame !== 'pong') {
      this.#options.onFrame(frame);
    }
  }

  #greeted(link) {
    link.greeted = true;
    this.#misses = 0;
    this.#clear('hello');
    // A server that greets and hangs up at once must not be called twice a second for ever.
    this.#set(
      'steady',
      () => {
        this.#failures = 0;
        this.#pardoned = false;
      },
      STEADY_AFTER,
    );
    if (this.#level > 0) {
      this.#probeIn(this.#anotherNetwork ? PROBE_SOON : PROBE_AFTER);
    }
    this.#anotherNetwork = false;
    this.#options.onState(link.transport.state);
  }

  /** A sign of life. Silence is asked about, where that is possible; no answer is the end. */
  #onActivity() {
    const { transport, connection } = this.#link ?? {};
    if (!transport || transport.silence === null) {
      return;
    }
    this.#set(
      'silence',
      () => {
        if (connection.ping?.()) {
          this.#set('silence', () => this.#retry(), PONG_TIMEOUT);
        } else {
          this.#retry();
        }
      },
      transport.silence,
    );
  }

  #failed(problem) {
    if (problem.status === 401) {
      this.#expired();
      return;
    }
    if (this.#link.transport.state === 'polling') {
      // Not even that: the server is out of reach, which says nothing of the better ways.
      this.#level = 0;
      this.#misses = 0;
    }
    this.#retry(problem.retryAfter);
  }

  #closed(code) {
    const { random } = this.#options;
    if (code === SIGNED_OUT) {
      this.#expired();
    } else if (!this.#link.greeted) {
      this.#missed(code === BLOCKED ? MISSES : 1);
    } else if (code === TOO_SLOW && this.#failures === 0) {
      this.#wait(0);
    } else if (code === GOING_DOWN) {
      // All its clients must not be back in the same moment.
      this.#wait(500 + 4_500 * random());
    } else {
      this.#retry();
    }
  }

  #missed(weight = 1) {
    this.#misses += weight;
    if (this.#misses >= MISSES && this.#level < this.#transports.length - 1) {
      this.#misses = 0;
      this.#level++;
      this.#connect();
    } else {
      this.#retry();
    }
  }

  #retry(floorSeconds = 0) {
    this.#wait(Math.max(backOff(this.#failures, this.#options.random), (floorSeconds || 0) * 1000));
  }

  #wait(delay) {
    this.#failures++;
    this.#drop();
    this.#waiting = true;
    this.#report();
    this.#set('retry', () => this.#connect(), delay);
  }

  /** Once there may be other credentials; when those are refused too, that is all. */
  async #expired() {
    this.#drop();
    if (this.#pardoned) {
      this.#end();
      return;
    }
    this.#pardoned = true;
    const asking = (this.#link = {});
    let renewed = false;
    try {
      renewed = await this.#options.renewCredentials();
    } catch (problem) {
      if (asking === this.#link) {
        this.#pardoned = false;
        problem.status === 401 ? this.#end() : this.#retry(problem.retryAfter);
      }
      return;
    }
    if (asking === this.#link) {
      renewed ? this.#connect() : this.#end();
    }
  }

  #end() {
    this.stop();
    this.#options.onSignedOut();
  }

  #probeIn(delay) {
    this.#set('probe', () => (this.#trial = this.#dial(0)), delay * (0.9 + 0.2 * this.#options.random()));
    this.#set('trial', () => this.#endTrial(), delay * 1.1 + HELLO_TIMEOUT);
  }

  #endTrial() {
    const trial = this.#trial;
    this.#trial = null;
    trial?.connection.close();
    this.#probeIn(PROBE_AFTER);
  }

  /** The better way is open again: what it brings overlaps with what the other brought, and never leaves a gap. */
  #adopt(link) {
    this.#trial = null;
    this.#drop();
    this.#link = link;
    this.#level = link.level;
  }

  /** Leaves the present attempt; whatever still comes from it is ignored. */
  #drop() {
    this.#waiting = false;
    Object.keys(this.#timers).forEach((name) => this.#clear(name));
    for (const link of [this.#link, this.#trial]) {
      link?.connection?.close();
    }
    this.#link = null;
    this.#trial = null;
  }

  #set(name, task, delay) {
    this.#clear(name);
    this.#timers[name] = this.#options.setTimeout(task, delay);
  }

  #clear(name) {
    this.#options.clearTimeout(this.#timers[name]);
    delete this.#timers[name];
  }

  #report() {
    this.#options.onState(this.#options.isOnline() ? 'reconnecting' : 'offline');
  }
}
