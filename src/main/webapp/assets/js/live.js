/** The live connection of one caller's inbox, by whichever way gets through; and what the browser tells of the network. */

import { Stream } from './stream.js';
import { eventStreamTransport, pollingTransport, webSocketTransport } from './transports.js';

const LONG_AWAY = 60_000;

/**
 * @param {object} options those of {@link Stream} but the transports, and
 * @param {import('./api.js').Api} options.api
 */
export function createLive({ api, ...options }) {
  return new Stream({
    transports: [
      webSocketTransport({
        issueTicket: () => api.streamTicket(),
        address: (ticket, after) => api.streamAddress(ticket, after),
      }),
      eventStreamTransport({ request: (after, signal) => api.streamEvents(after, signal) }),
      pollingTransport({ unreadCount: (etag) => api.unreadCount(etag) }),
    ],
    renewCredentials: () => api.renewCredentials(),
    isOnline: () => navigator.onLine,
    ...options,
  });
}

/**
 * Lets the stream follow the network, the page's sleep, and its leaving.
 *
 * @param {Stream} stream
 * @param {() => boolean} mayRun false where nothing was listed yet, or nobody is here
 * @returns {() => void} ends it
 */
export function followBrowser(stream, mayRun = () => true) {
  const ended = new AbortController();
  const { signal } = ended;
  let hiddenSince = null;
  window.addEventListener('online', () => stream.renew(), { signal });
  window.addEventListener('offline', () => stream.lost(), { signal });
  // A page in the back-forward cache must have no open connection.
  window.addEventListener('pagehide', () => mayRun() && stream.stop(), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && mayRun() && stream.start(), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) {
        hiddenSince = Date.now();
        return;
      }
      const away = hiddenSince === null ? 0 : Date.now() - hiddenSince;
      away > LONG_AWAY ? stream.renew() : stream.hurry();
    },
    { signal },
  );
  return () => ended.abort();
}
