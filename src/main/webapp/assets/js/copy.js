/** Buttons that copy a text of the page: data-copies has its id, data-copied what the button says then. */
(() => {
  'use strict';

  function select(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copies]');
    if (!button) {
      return;
    }
    const place = document.getElementById(button.dataset.copies);
    select(place);
    try {
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = button.dataset.copied;
    } catch {
      // Without HTTPS there is no clipboard: the text is selected, and the reader copies it.
      place.focus();
    }
  });
})();
