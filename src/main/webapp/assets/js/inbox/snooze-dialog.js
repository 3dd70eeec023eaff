/** Asks until when. */

import { closable } from '../dialogs.js';
import { element, say } from '../dom.js';
import { icon } from '../icons.js';
import { snoozeTimes } from '../time.js';
import { locale, t } from '../words.js';
import { fieldValue, laterThan, shortTime } from './moments.js';

/**
 * @param {HTMLDialogElement} dialog
 * @param {(ids: number[], until: number) => void} onChoose until in Unix seconds
 */
export function createSnoozeDialog(dialog, onChoose) {
  const part = (name) => dialog.querySelector(`#snooze-${name}`);
  const field = part('until');
  let ids = [];
  closable(dialog);

  part('form').addEventListener('submit', (event) => {
    event.preventDefault();
    const until = laterThan(new Date(), field.value);
    if (until === null) {
      complain(t('snooze.past'));
      field.focus();
    } else {
      choose(until);
    }
  });

  function choose(until) {
    dialog.close();
    onChoose(ids, until);
  }

  function complain(sentence) {
    say(part('problem'), sentence);
    sentence ? field.setAttribute('aria-invalid', 'true') : field.removeAttribute('aria-invalid');
  }

  return {
    /** @param {number[]} wanted what is to be snoozed */
    open(wanted) {
      ids = wanted;
      const now = new Date();
      const times = snoozeTimes(now);
      part('title').textContent = t('snooze.title', { count: ids.length });
      part('choices').replaceChildren(
        ...times.map(({ name, until }) => {
          const button = element(
            'button',
            { type: 'button', class: 'choice', 'data-until': name },
            icon('schedule'),
            element('span', {}, t(`snooze.${name}`)),
            element('span', { class: 'quiet' }, shortTime(until, locale)),
          );
          button.addEventListener('click', () => choose(until));
          return button;
        }),
      );
      complain(null);
      field.min = fieldValue(now);
      field.value = fieldValue(new Date(times[1].until * 1000));
      dialog.showModal();
    },
  };
}
