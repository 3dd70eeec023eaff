/** One type: a switch for each channel. What cannot be changed says why. */

import { element } from '../dom.js';
import { icon } from '../icons.js';
import { language, t } from '../words.js';
import { CHANNELS, chosen, isOwn, reasonKey, reset } from './choices.js';
import { createField } from './field.js';

/**
 * @param {object} first the type as the preferences have it
 * @param {object} options
 * @param {(change: object) => Promise<void>} options.save
 * @param {(sentence: string) => void} options.announce
 */
export function createTypeRow(first, { save, announce }) {
  const code = first.type;
  const name = first.description || code;
  const id = `type-${code}`;
  let type = first;

  const saved = element('span', { class: 'saved' });
  const problem = element('p', { class: 'field-problem', role: 'alert', hidden: '' });
  const field = createField({ saved, problem });
  const reasons = element('ul', { class: 'reasons', role: 'list', hidden: '' });
  const mandatory = element('span', { class: 'tag' }, icon('security'), t('types.mandatory'));
  const back = element(
    'button',
    { type: 'button', class: 'link-button', 'aria-label': t('types.resetOf', { type: name }) },
    t('types.reset'),
  );
  const cells = CHANNELS.map(createCell);
  const row = element(
    'tr',
    { class: 'type-row', 'data-type': code },
    element(
      'th',
      { scope: 'row' },
      element('span', { class: 'type-name', dir: 'auto' }, name),
      element('span', { class: 'type-more' }, element('code', {}, code), mandatory, back, saved),
      reasons,
      problem,
    ),
    ...cells.map((cell) => cell.element),
  );

  back.addEventListener('click', () => {
    // The button is about to go.
    cells.find((cell) => !cell.input.disabled)?.input.focus();
    keep(reset(code), t('types.reset'));
  });

  function createCell(channel) {
    const label = t(`channel.${channel}`);
    const input = element('input', {
      type: 'checkbox',
      role: 'switch',
      class: 'switch',
      autocomplete: 'off',
      'aria-label': `${label}: ${name}`,
    });
    input.addEventListener('change', () => keep(chosen(code, channel, input.checked), label));
    return {
      channel,
      input,
      element: element(
        'td',
        { 'data-channel': channel },
        element('label', { class: 'cell' }, input, element('span', { class: 'cell-name', 'aria-hidden': 'true' }, label)),
      ),
      update(choice) {
        const key = reasonKey(channel, choice);
        input.checked = choice.enabled;
        input.disabled = key !== null;
        key ? input.setAttribute('aria-describedby', `${id}-${key}`) : input.removeAttribute('aria-describedby');
        // The server says it in English.
        return key && [`${id}-${key}`, language === 'en' ? choice.reason : t(key)];
      },
    };
  }

  async function keep(change, what) {
    if (await field.follow(save(change), () => update(type))) {
      announce(`${t('saved.done')}: ${what}, ${name}`);
    }
  }

  function update(latest) {
    type = latest;
    mandatory.hidden = !type.mandatory;
    back.hidden = !isOwn(type);
    // One reason for several channels is said once.
    const why = new Map(cells.map((cell) => cell.update(type.channels[cell.channel])).filter(Boolean));
    reasons.replaceChildren(...[...why].map(([reasonId, text]) => element('li', { id: reasonId }, text)));
    reasons.hidden = why.size === 0;
  }

  update(first);
  return { type: code, element: row, update };
}
