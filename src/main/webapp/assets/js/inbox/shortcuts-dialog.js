/** Says which keys there are, and lets people switch them off. */

import { closable } from '../dialogs.js';
import { element } from '../dom.js';
import { remember, remembered } from '../settings.js';
import { t } from '../words.js';

const SETTING = 'shortcuts';

/** Each with the text that explains it. */
const KEYS = [
  [['j'], 'j'],
  [['k'], 'k'],
  [['o', 'Enter'], 'o'],
  [['e'], 'e'],
  [['r'], 'r'],
  [['s'], 's'],
  [['x'], 'x'],
  [['z'], 'z'],
  [['/'], '/'],
  [['?'], '?'],
];

/**
 * @param {HTMLDialogElement} dialog
 * @returns {{open: () => void, isOn: () => boolean}}
 */
export function createShortcutsDialog(dialog) {
  const on = dialog.querySelector('#shortcuts-on');
  const title = dialog.querySelector('h2');
  closable(dialog);
  on.checked = remembered(SETTING) !== 'off';
  on.addEventListener('change', () => remember(SETTING, on.checked ? 'on' : 'off'));
  dialog.querySelector('#shortcuts-list').replaceChildren(
    ...KEYS.map(([keys, text]) =>
      element('div', {}, element('dt', {}, ...written(keys)), element('dd', {}, t(`shortcuts.${text}`))),
    ),
  );
  return {
    open() {
      dialog.showModal();
      title.focus();
    },
    isOn: () => on.checked,
  };
}

function written(keys) {
  return keys.flatMap((key, at) => {
    const shown = element('kbd', {}, key);
    return at === 0 ? [shown] : [` ${t('shortcuts.or')} `, shown];
  });
}
