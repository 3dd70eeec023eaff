/** The form to sign in with, in place of whichever page was opened. */

import { element, say } from './dom.js';
import { brand } from './brand.js';
import { locale, problemText, t } from './words.js';

/** @param {(account: string, password: string, organization: string|null) => Promise<void>} onSubmit */
export function createSignIn(onSubmit) {
  const error = element('p', { id: 'sign-in-error', class: 'problem', role: 'alert', hidden: '' });
  const note = element('p', { id: 'sign-in-note', class: 'quiet', hidden: '' });
  const account = element('input', {
    id: 'account',
    name: 'account',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    required: '',
  });
  const password = element('input', {
    id: 'password',
    name: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: '',
  });
  const organization = element('input', {
    id: 'organization',
    name: 'organization',
    autocomplete: 'organization',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: '100',
  });
  organization.value = new URLSearchParams(globalThis.location.search).get('organization') ?? '';
  const organizationField = element(
    'div',
    { class: 'field', hidden: '' },
    element('label', { for: 'organization' }, t('signIn.organization')),
    organization,
    element('p', { class: 'note' }, t('signIn.organization.note')),
  );
  organizationField.hidden = organization.value === '';
  const submit = element('button', { id: 'sign-in', class: 'button button-primary', type: 'submit' }, t('signIn.do'));
  const form = element(
    'form',
    { id: 'sign-in-form', method: 'post', action: 'api/session' },
    error,
    element('div', { class: 'field' }, element('label', { for: 'account' }, t('signIn.account')), account),
    element('div', { class: 'field' }, element('label', { for: 'password' }, t('signIn.password')), password),
    organizationField,
    submit,
  );
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
      await onSubmit(account.value.trim(), password.value, organization.value.trim() || null);
      form.reset();
    } catch (problem) {
      say(error, sentence(problem));
      // Most deployments have only one organization, so the field appears after a failed sign-in.
      organizationField.hidden &&= problem.status !== 401;
      password.value = '';
      password.focus();
    } finally {
      busy = false;
      submit.setAttribute('aria-disabled', 'false');
    }
  });

  return {
    element: element(
      'main',
      { id: 'signed-out', class: 'centred', hidden: '' },
      element(
        'div',
        { class: 'card sign-in' },
        element('p', { class: 'brand brand-large' }, ...brand()),
        element('h1', {}, t('signIn.title')),
        note,
        form,
      ),
    ),
    /** @param {string|null} reason why the form is shown, where that is worth a sentence */
    open(reason) {
      say(error, null);
      say(note, reason);
      password.value = '';
      (account.value ? password : account).focus();
    },
  };
}

function sentence(problem) {
  switch (problem.status) {
    case 401:
      return t('signIn.wrong');
    case 429:
      return problem.retryAfter ? t('signIn.wait', { time: duration(problem.retryAfter) }) : t('signIn.tooOften');
    default:
      return problemText(problem);
  }
}

/** Minutes are rounded up: whoever waits so long has waited long enough. */
function duration(seconds) {
  const [unit, count] = seconds < 120 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
