/** Where one's e-mail goes. Operators and admins may change it; others see it. */

import { say } from '../dom.js';
import { t } from '../words.js';
import { createField } from './field.js';

const EDITORS = new Set(['operator', 'admin']);

const $ = (id) => document.getElementById(id);

/**
 * @param {import('../api.js').Api} api
 * @param {(task: () => Promise<void>) => Promise<void>} inTurn
 */
export function createAddress(api, inTurn) {
  const input = $('address');
  const field = createField({
    saved: document.querySelector('[data-saved="address"]'),
    problem: $('address-problem'),
    inputs: [input],
  });
  let name = null;

  // Enter is a change, too.
  $('address-form').addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('change', () => input.readOnly || follow(input.value.trim() || null));

  function follow(email) {
    field.follow(inTurn(() => save(email)));
  }

  /**
   * The call replaces all that is known of somebody, so it begins with what is known now. That must not be from before another
   * change of this page, such as of the language.
   */
  async function save(email) {
    const profile = (await api.recipient(name)) ?? {};
    show(await api.describeRecipient(name, { ...profile, email }));
  }

  function show(profile) {
    input.value = profile?.email ?? '';
    const kind = profile?.email ? (input.readOnly ? 'byAdmin' : null) : input.readOnly ? 'noneByAdmin' : 'none';
    say($('address-note'), kind && t(`email.${kind}`));
  }

  return {
    async load({ recipient, role }) {
      name = recipient;
      input.readOnly = !EDITORS.has(role);
      show(await api.recipient(name));
    },
    clear() {
      name = null;
      input.value = '';
      field.complain(null);
      say($('address-note'), null);
    },
  };
}
