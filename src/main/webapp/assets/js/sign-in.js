/** The sign-in form. */

import { say } from './dom.js';

/**
 * @param {object} options
 * @param {HTMLFormElement} options.form
 * @param {HTMLElement} options.error
 * @param {HTMLElement} options.note why the form is shown, where that is worth a sentence
 * @param {(account: string, password: string) => Promise<void>} options.onSubmit
 */
export function createSignIn({ form, error, note, onSubmit }) {
  const { account, password } = form.elements;
  const submit = form.querySelector('[type="submit"]');
  let busy = false;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    submit.setAttribute('aria-disabled', 'true');
    say(error, null);
    try {
      await onSubmit(account.value.trim(), password.value);
      form.reset();
    } catch (problem) {
      const wait = problem.retryAfter ? ` (in ${duration(problem.retryAfter)})` : '';
      say(error, problem.message + wait);
      password.value = '';
      password.focus();
    } finally {
      busy = false;
      submit.setAttribute('aria-disabled', 'false');
    }
  });

  return {
    open(reason) {
      say(error, null);
      say(note, reason);
      password.value = '';
      (account.value ? password : account).focus();
    },
  };
}

/** Minutes are rounded up: whoever waits so long has waited long enough. */
function duration(seconds) {
  const [unit, count] = seconds < 120 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
