/** Shortcuts of a single key. They can be switched off (WCAG 2.1.4), and rest while somebody types. */

const TYPING = 'input:not([type="checkbox"]):not([type="radio"]):not([type="button"]), textarea, select, [contenteditable]';

/**
 * @param {object} options
 * @param {Record<string, (at: Element|null) => unknown>} options.actions by key; `at` has the focus; false: it was not for us
 * @param {() => boolean} options.isOn
 * @param {EventTarget} [options.target]
 */
export function listenForKeys({ actions, isOn, target = document }) {
  target.addEventListener('keydown', (event) => {
    if (!isOn() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const at = event.target instanceof Element ? event.target : null;
    if (at?.closest(TYPING) || document.querySelector('dialog[open]')) {
      return;
    }
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    // Held down, it must not archive everything.
    if (action && (!event.repeat || 'jk'.includes(event.key))) {
      if (action(at) !== false) {
        event.preventDefault();
      }
    }
  });
}
