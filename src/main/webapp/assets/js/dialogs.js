/** Dialogs are the browser's own: it keeps the focus in them, and gives it back. */

/** Lets the buttons `data-close`, and a click beside it, close a dialog. */
export function closable(dialog) {
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-close]')) {
      dialog.close();
    }
  });
  return dialog;
}
