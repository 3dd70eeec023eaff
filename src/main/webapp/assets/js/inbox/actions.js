/** What can be done with notifications, one or many, and how it is taken back. No DOM. */

import { isUnread, stateOf } from '../store.js';
import { forEach } from './bulk.js';

/**
 * @param {object} options
 * @param {import('../api.js').Api} options.api
 * @param {import('../store.js').Inbox} options.inbox
 */
export function createActions({ api, inbox }) {
  const calls = {
    read: (id) => api.markRead(id),
    unread: (id) => api.markUnread(id),
    archive: (id) => api.archive(id),
    restore: (id) => (stateOf(inbox.get(id)) === 'archived' ? api.unarchive(id) : api.unsnooze(id)),
    snooze: (id, until) => api.snooze(id, until),
  };

  /** The call that makes a notification what it was. */
  function back(before) {
    switch (stateOf(before)) {
      case 'archived':
        return api.archive(before.id);
      case 'snoozed':
        return api.snooze(before.id, before.snoozed_until);
      default:
        // Of what was put aside it also takes it back.
        return isUnread(before) ? api.markUnread(before.id) : taken(before.id);
    }
  }

  function taken(id) {
    switch (stateOf(inbox.get(id))) {
      case 'archived':
        return api.unarchive(id);
      case 'snoozed':
        return api.unsnooze(id);
      default:
        return api.markRead(id);
    }
  }

  return {
    /**
     * @param {'read'|'unread'|'archive'|'restore'|'snooze'} action
     * @param {number[]} ids
     * @param {number} [until] Unix seconds, to snooze
     * @returns {Promise<{done: number[], failed: number[], problem: Error|null, undo: () => Promise<object>}>}
     */
    async carryOut(action, ids, until) {
      const before = new Map(ids.map((id) => [id, inbox.get(id)]).filter(([, held]) => held));
      const result = await forEach(
        [...before.keys()],
        (id) => calls[action](id, until),
        (answer) => inbox.merge(answer),
      );
      const undo = () =>
        forEach(
          result.done,
          (id) => back(before.get(id)),
          (answer) => inbox.merge(answer),
        );
      return { ...result, undo };
    },
  };
}
