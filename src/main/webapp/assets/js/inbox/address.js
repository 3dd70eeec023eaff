/** The view in the page's address, so that reload, back and a link to it lead to the same. Pure. */

import { WHOLE_INBOX } from '../store.js';

const STATES = ['inbox', 'snoozed', 'archived'];

/**
 * @param {string} search of the address, as `?view=archived&category=tasks`
 * @returns {import('../store.js').View & {words: string}} what makes no sense is left out
 */
export function readAddress(search) {
  const query = new URLSearchParams(search);
  const state = STATES.find((known) => known === query.get('view')) ?? WHOLE_INBOX.state;
  return {
    state,
    category: query.get('category') || null,
    // What was put aside counts as read.
    unreadOnly: state === 'inbox' && query.get('unread') === '1',
    words: query.get('q') ?? '',
  };
}

/** @returns {string} the query for a view, or '' for the whole inbox */
export function writeAddress({ state, category, unreadOnly, words }) {
  const query = new URLSearchParams();
  if (state !== WHOLE_INBOX.state) {
    query.set('view', state);
  }
  if (category !== null) {
    query.set('category', category);
  }
  if (unreadOnly && state === WHOLE_INBOX.state) {
    query.set('unread', '1');
  }
  if (words.trim()) {
    query.set('q', words.trim());
  }
  const text = query.toString();
  return text && `?${text}`;
}
