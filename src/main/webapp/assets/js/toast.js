/** Says what was done, and lets it be undone for a while. The words also go to the live region. */

const STAYS = 12_000;

/**
 * @param {object} options
 * @param {HTMLElement} options.place
 * @param {HTMLElement} options.text
 * @param {HTMLButtonElement} options.undo
 * @param {(sentence: string) => void} options.announce says it to a screen reader
 * @param {HTMLElement} options.fallback takes the focus where the button that had it goes
 */
export function createToast({ place, text, undo, announce, fallback }) {
  let timer;
  let takeBack = null;

  undo.addEventListener('click', run);

  function run() {
    const task = takeBack;
    hide();
    task?.();
  }

  function hide() {
    clearTimeout(timer);
    takeBack = null;
    if (place.contains(document.activeElement)) {
      fallback.focus({ preventScroll: true });
    }
    place.hidden = true;
  }

  /** Not from under a finger, a pointer or the focus. */
  function expire() {
    place.matches(':hover, :focus-within') ? wait() : hide();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(expire, STAYS);
  }

  return {
    /** @param {(() => void)|null} [onUndo] null where it cannot be undone */
    show(sentence, onUndo = null) {
      takeBack = onUndo;
      text.textContent = sentence;
      undo.hidden = onUndo === null;
      place.hidden = false;
      announce(sentence);
      wait();
    },
    /** As the button does; nothing where there is nothing to undo. */
    undo: () => takeBack && run(),
    hide,
  };
}
