/** The few DOM helpers the views share. Text only ever enters by textContent. */

/**
 * @param {string} tag
 * @param {object} [attributes] `class`, `dir`, `type`, … set as attributes; null and undefined are left out
 * @param {...(Node|string)} children strings become text nodes
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/** Foreign text in its own direction, whatever the page's is. */
export function foreign(tag, className, text) {
  return element(tag, { class: className, dir: 'auto' }, String(text));
}

/** Shows a sentence, or hides its place where there is none. */
export function say(place, sentence) {
  place.textContent = sentence ?? '';
  place.hidden = !sentence;
}

/** "task_assigned" → "Task assigned" */
export function readable(code) {
  const text = String(code ?? '')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a badge has room for. */
export function badgeText(count) {
  return count > 99 ? '99+' : String(count);
}
