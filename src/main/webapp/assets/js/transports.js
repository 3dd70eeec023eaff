/**
 * The three ways by which changes come: a WebSocket, Server-Sent Events, and asking once a minute. No DOM.
 *
 * A transport has `open(on)`, which begins to connect and answers the connection, `{close(), ping?()}`. It reports to `on`:
 *
 * - `begin()`: now the connection is made; answers the modseq to resume after
 * - `frame(frame)`: one frame of the contract, the first one a `hello`; undefined for one that cannot be read
 * - `activity()`: a sign of life that is no frame
 * - `failed(problem)`: the way to the connection failed, by no fault of this transport
 * - `closed(code)`: the connection ended, or did not come about
 *
 * `state` is what the person is told while it runs, `silence` after how many milliseconds without a sign of life the peer is
 * asked for one (where there is a ping) or given up.
 */

const PROTOCOL = 'belfry.v1';
const OPEN = 1;
/** The close codes of WebSocket and of the contract. */
export const GOING_DOWN = 1001;
export const BROKEN = 1006;
export const SIGNED_OUT = 4401;
export const TOO_SLOW = 4429;
/** Our own: this way is shut, and trying it again is of no use. */
export const BLOCKED = 4999;

const POLL_EVERY = 60_000;

/**
 * @param {object} options
 * @param {() => Promise<{ticket: string}>} options.issueTicket
 * @param {(ticket: string, after: number) => string} options.address
 * @param {typeof WebSocket} [options.WebSocket]
 */
export function webSocketTransport({ issueTicket, address, WebSocket = globalThis.WebSocket }) {
  return {
    name: 'websocket',
    state: 'live',
    silence: 30_000,
    open(on) {
      let socket = null;
      let left = false;

      async function connect() {
        let ticket;
        try {
          ({ ticket } = await issueTicket());
        } catch (problem) {
          on.failed(problem);
          return;
        }
        if (left) {
          return;
        }
        try {
          socket = new WebSocket(address(ticket, on.begin()), PROTOCOL);
        } catch {
          on.closed(BLOCKED);
          return;
        }
        socket.onmessage = (event) => on.frame(frameOf(event.data));
        socket.onclose = (event) => on.closed(event.code);
      }

      connect();
      return {
        close() {
          left = true;
          socket?.close();
        },
        /** @returns {boolean} whether it could be sent */
        ping() {
          if (socket?.readyState !== OPEN) {
            return false;
          }
          socket.send('{"action":"ping"}');
          return true;
        },
      };
    },
  };
}

/**
 * Read by fetch and not by EventSource, which sends no Authorization header.
 *
 * @param {object} options
 * @param {(after: number, signal: AbortSignal) => Promise<Response>} options.request
 */
export function eventStreamTransport({ request }) {
  return {
    name: 'sse',
    state: 'live',
    silence: 50_000,
    open(on) {
      const left = new AbortController();

      async function connect() {
        let response;
        try {
          response = await request(on.begin(), left.signal);
        } catch (problem) {
          // What is no answer of ours, such as a 404 of a proxy, is the fault of this way.
          problem.status === 401 || problem.status === 429 ? on.failed(problem) : on.closed(BROKEN);
          return;
        }
        if (!response.headers.get('Content-Type')?.startsWith('text/event-stream') || !response.body) {
          on.closed(BLOCKED);
          return;
        }
        try {
          await readEvents(response.body.getReader(), on);
          // A server that goes down can say it in no other way.
          on.closed(GOING_DOWN);
        } catch {
          on.closed(BROKEN);
        }
      }

      // The caller must know the connection before it hears of it.
      Promise.resolve().then(connect);
      return { close: () => left.abort() };
    },
  };
}

/** The parts of the event stream format that the server uses: data and comments; ids repeat the frame's modseq. */
async function readEvents(reader, on) {
  const decoder = new TextDecoder();
  let rest = '';
  let data = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    on.activity();
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '' && data.length > 0) {
        on.frame(frameOf(data.join('\n')));
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
      }
    }
  }
}

/**
 * Asks for the count; whenever the inbox has changed, a `reset` says to list anew.
 *
 * @param {object} options
 * @param {(etag: string|null) => Promise<{unreadCount: number, modseq: number, etag: string|null}|null>}
 *     options.unreadCount null where nothing changed since
 */
export function pollingTransport({ unreadCount, every = POLL_EVERY, random = Math.random }) {
  return {
    name: 'polling',
    state: 'polling',
    silence: null,
    open(on) {
      let left = false;
      let timer;
      let etag = null;
      let seen = null;

      async function poll() {
        let answer;
        try {
          answer = await unreadCount(etag);
        } catch (problem) {
          on.failed(problem);
          return;
        }
        if (left) {
          return;
        }
        if (answer !== null) {
          const { modseq, unreadCount: count } = answer;
          etag = answer.etag;
          if (seen === null) {
            seen = on.begin();
            on.frame({ frame: 'hello', modseq, unreadCount: count });
          }
          if (modseq > seen) {
            on.frame({ frame: 'reset', modseq, unreadCount: count });
          }
          seen = modseq;
        }
        timer = setTimeout(poll, every * (0.9 + 0.2 * random()));
      }

      Promise.resolve().then(poll);
      return {
        close() {
          left = true;
          clearTimeout(timer);
        },
      };
    },
  };
}

/** undefined for what is no frame. */
function frameOf(text) {
  try {
    const frame = JSON.parse(text);
    return frame !== null && typeof frame === 'object' ? frame : undefined;
  } catch {
    return undefined;
  }
}
