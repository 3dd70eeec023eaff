/** One call for each of many, a few at a time. Pure but for the calls. */

const AT_ONCE = 4;

/**
 * @template T
 * @param {number[]} ids
 * @param {(id: number) => Promise<T>} call
 * @param {(answer: T) => void} onDone told as each one is done
 * @returns {Promise<{done: number[], failed: number[], problem: Error|null}>} problem: the first one
 */
export async function forEach(ids, call, onDone) {
  const waiting = [...ids];
  const result = { done: [], failed: [], problem: null };
  async function work() {
    while (waiting.length > 0) {
      const id = waiting.shift();
      try {
        onDone(await call(id));
        result.done.push(id);
      } catch (problem) {
        result.failed.push(id);
        result.problem ??= problem;
        if (problem.status === 401) {
          // Nobody is signed in any more: the rest would fail in the same way.
          result.failed.push(...waiting.splice(0));
        }
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return result;
}
