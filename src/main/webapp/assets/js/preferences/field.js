/** One field that saves itself: it says so beside it, and what was wrong. */

import { say } from '../dom.js';
import { problemText, t } from '../words.js';

/**
 * @param {object} options
 * @param {HTMLElement} options.saved says that it was saved
 * @param {HTMLElement} options.problem says why not
 * @param {HTMLElement[]} [options.inputs]
 */
export function createField({ saved, problem, inputs = [] }) {
  let turn = 0;

  function complain(sentence) {
    say(problem, sentence);
    inputs.forEach((input) =>
      sentence ? input.setAttribute('aria-invalid', 'true') : input.removeAttribute('aria-invalid'),
    );
  }

  return {
    /** @param {string|null} sentence null where nothing is wrong any more */
    complain(sentence) {
      turn++;
      saved.textContent = '';
      complain(sentence);
    },
    /**
     * @param {Promise<unknown>} saving
     * @param {() => void} [onRefused] puts back what was there
     * @returns {Promise<boolean>}
     */
    async follow(saving, onRefused = () => {}) {
      const mine = ++turn;
      complain(null);
      saved.textContent = t('saved.saving');
      try {
        await saving;
        if (mine === turn) {
          saved.textContent = t('saved.done');
        }
        return true;
      } catch (failure) {
        if (mine === turn) {
          saved.textContent = '';
          onRefused();
          complain(t('saved.failed', { why: sentenceOf(failure) }));
        }
        return false;
      }
    },
  };
}

/** What is wrong with the one thing that was sent, without the name that it has on the wire. */
function sentenceOf(problem) {
  const violations = problem.violations ?? [];
  if (violations.length !== 1) {
    return problemText(problem);
  }
  const { message } = violations[0];
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
