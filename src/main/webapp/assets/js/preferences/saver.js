/** Saves change after change, in the order in which they were made. No DOM. */

/**
 * @param {(change: object) => Promise<object>} send answers how it stands then
 * @param {(preferences: object) => void} onSaved told how it stands, once nothing more is on its way
 */
export function createSaver(send, onSaved) {
  let last = Promise.resolve();
  let waiting = 0;

  async function next(change, before) {
    await before;
    try {
      const preferences = await send(change);
      if (waiting === 1) {
        onSaved(preferences);
      }
    } finally {
      waiting--;
    }
  }

  return {
    get isBusy() {
      return waiting > 0;
    },
    /** Rejects where this change was refused. */
    save(change) {
      waiting++;
      const mine = next(change, last);
      last = mine.catch(() => {});
      return mine;
    },
    /** Does something else in its turn: after the changes that were made before, and before those that come later. */
    inTurn(task) {
      const mine = last.then(task);
      last = mine.catch(() => {});
      return mine;
    },
  };
}
