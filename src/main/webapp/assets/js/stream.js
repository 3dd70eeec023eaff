/**
 * The live connection: a WebSocket that comes back by itself and misses nothing. No DOM; sockets, timers and chance are
 * parameters, so that a test can hold them.
 */

const PROTOCOL = 'belfry.v1';
const SIGNED_OUT = 4401;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const HELLO_TIMEOUT = 15_000;
const STEADY_AFTER = 5_000;

/** Milliseconds before the attempt after `failures` failed ones: doubling, capped, the upper half of it by chance. */
export function backOff(failures, random = Math.random) {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(failures, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}

export class Stream {
  #options;
  #socket = null;
  #running = false;
  #waiting = false;
  #attempt = 0;
  #failures = 0;
  #retryTimer;
  #helloTimer;
  #steadyTimer;

  /**
   * @param {object} options
   * @param {() => Promise<{ticket: string}>} options.issueTicket asked before every connection; rejects with `status`
   *     401 where the caller is signed out, and may carry `retryAfter` in seconds
   * @param {(ticket: string, after: number) => string} options.address
   * @param {() => number} options.position the modseq to resume after, asked when connecting
   * @param {(frame: object) => void} options.onFrame every frame, in order
   * @param {(state: 'live'|'reconnecting'|'offline') => void} options.onState
   * @param {() => void} options.onSignedOut
   * @param {() => void} options.onRewound the server's counter is behind ours (restored from a backup): list anew
   * @param {() => boolean} [options.isOnline]
   */
  constructor(options) {
    this.#options = {
      isOnline: () => true,
      random: Math.random,
      WebSocket: globalThis.WebSocket,
      setTimeout: (task, delay) => globalThis.setTimeout(task, delay),
      clearTimeout: (timer) => globalThis.clearTimeout(timer),
      ...options,
    };
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#failures = 0;
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

  /** Gives the socket up for a new one: after sleep or a change of network an open one may be dead without knowing. */
  renew() {
    if (this.#running) {
      this.#failures = 0;
      this.#connect();
    }
  }

  /** The network went away: says so, and tries on (a server on this very machine is still there). */
  lost() {
    if (this.#running && !this.#waiting) {
      this.#retry();
    }
  }

  async #connect() {
    this.#drop();
    const mine = this.#attempt;
    this.#report();
    let ticket;
    try {
      ({ ticket } = await this.#options.issueTicket());
    } catch (problem) {
      if (mine === this.#attempt) {
        problem.status === 401 ? this.#end() : this.#retry(problem.retryAfter);
      }
      return;
    }
    if (mine === this.#attempt) {
      this.#open(ticket, mine);
    }
  }

  #open(ticket, mine) {
    const { WebSocket, address, position, setTimeout } = this.#options;
    const after = position();
    const socket = new WebSocket(address(ticket, after), PROTOCOL);
    this.#socket = socket;
    this.#helloTimer = setTimeout(() => this.#retry(), HELLO_TIMEOUT);
    socket.onmessage = (event) => {
      if (mine === this.#attempt) {
        this.#receive(event.data, after);
      }
    };
    socket.onclose = (event) => {
      if (mine === this.#attempt) {
        event.code === SIGNED_OUT ? this.#end() : this.#retry();
      }
    };
  }

  #receive(data, after) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch {
      // One lost frame would break the resume: come back for it.
      this.#retry();
      return;
    }
    if (frame.frame === 'hello') {
      if (frame.modseq < after) {
        this.#running = false;
        this.#drop();
        this.#options.onRewound();
        return;
      }
      const { clearTimeout, setTimeout, onState } = this.#options;
      clearTimeout(this.#helloTimer);
      // A server that greets and hangs up at once must not be called twice a second for ever.
      this.#steadyTimer = setTimeout(() => (this.#failures = 0), STEADY_AFTER);
      onState('live');
    }
    this.#options.onFrame(frame);
  }

  #retry(floorSeconds = 0) {
    this.#drop();
    this.#waiting = true;
    this.#report();
    const delay = Math.max(backOff(this.#failures++, this.#options.random), (floorSeconds || 0) * 1000);
    this.#retryTimer = this.#options.setTimeout(() => this.#connect(), delay);
  }

  #end() {
    this.stop();
    this.#options.onSignedOut();
  }

  /** Leaves the present attempt; whatever still comes from it is ignored. */
  #drop() {
    this.#attempt++;
    this.#waiting = false;
    const { clearTimeout } = this.#options;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#helloTimer);
    clearTimeout(this.#steadyTimer);
    this.#socket?.close();
    this.#socket = null;
  }

  #report() {
    this.#options.onState(this.#options.isOnline() ? 'reconnecting' : 'offline');
  }
}
