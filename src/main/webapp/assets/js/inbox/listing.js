/** Fetches what a view shows, page by page, and again when it has to. No DOM. */

import { sameView } from '../store.js';
import { backOff } from '../stream.js';

const PAGE = 50;
export const LARGEST_PAGE = 500;

/**
 * @param {object} options
 * @param {import('../api.js').Api} options.api
 * @param {import('../store.js').Inbox} options.inbox
 * @param {() => void} options.onChange loading began or ended
 * @param {(first: boolean) => void} options.onListed first: another view, or the first listing
 */
export function createListing({ api, inbox, onChange, onListed }) {
  let turn = 0;
  let timer;
  let view = inbox.view;

  const listing = {
    loading: false,
    /** Why the last listing failed, or null. */
    problem: null,
    /** Lists a view from the top. */
    show(wanted) {
      view = wanted;
      return list({ limit: PAGE });
    },
    renew,
    /** The next page. */
    more: () => append({ limit: PAGE }),
    /**
     * Every page that is left.
     *
     * @param {() => boolean} wanted asked before each further page
     */
    rest: (wanted) => append({ limit: LARGEST_PAGE, wanted }),
    /** What is still on its way is of no use any more. */
    forget() {
      turn++;
      clearTimeout(timer);
      listing.loading = false;
      listing.problem = null;
    },
  };
  return listing;

  async function append({ limit, wanted = () => false }) {
    const mine = turn;
    listing.loading = true;
    onChange();
    try {
      do {
        const page = await api.notifications({ ...view, limit, cursor: inbox.next });
        if (mine !== turn) {
          return;
        }
        onListed(true);
        inbox.append(page);
      } while (inbox.next !== null && wanted());
    } finally {
      if (mine === turn) {
        listing.loading = false;
        onChange();
      }
    }
  }

  /** Lists again as far as the person had come. */
  function renew(attempt = 0) {
    return list({ limit: Math.min(LARGEST_PAGE, Math.max(PAGE, inbox.visible.length)), attempt });
  }

  async function list({ limit, attempt = 0 }) {
    const mine = ++turn;
    const wanted = view;
    clearTimeout(timer);
    listing.loading = true;
    listing.problem = null;
    onChange();
    try {
      const page = await api.notifications({ ...wanted, limit });
      if (mine !== turn) {
        return;
      }
      listing.loading = false;
      const first = inbox.position === null || !sameView(wanted, inbox.view);
      inbox.load(page, wanted);
      onListed(first);
      if (inbox.stale) {
        retryLater(attempt, 0);
      }
    } catch (problem) {
      if (mine === turn) {
        listing.loading = false;
        listing.problem = problem;
        if (inbox.stale) {
          retryLater(attempt, problem.retryAfter ?? 0);
        }
      }
    } finally {
      if (mine === turn) {
        onChange();
      }
    }
  }

  function retryLater(attempt, floorSeconds) {
    timer = setTimeout(() => renew(attempt + 1), Math.max(backOff(attempt), floorSeconds * 1000));
  }
}
