/**
 * The filters of the console's tables: moments are typed in the reader's time zone and asked for in Unix seconds, and what was left empty is
 * not in the address.
 */
(() => {
  'use strict';

  const two = (number) => String(number).padStart(2, '0');

  /** As the browser's field has it, to the minute. */
  function here(seconds) {
    const at = new Date(seconds * 1000);
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  document.querySelectorAll('form.filters').forEach((form) => {
    form.querySelectorAll('input[data-seconds]').forEach((field) => {
      const seconds = form.elements[field.dataset.seconds];
      if (/^\d{1,11}$/.test(seconds.value)) {
        field.value = here(Number(seconds.value));
      }
      field.addEventListener('change', () => {
        const at = Date.parse(field.value);
        seconds.value = Number.isNaN(at) ? '' : String(Math.floor(at / 1000));
      });
    });
    form.addEventListener('formdata', (event) => {
      [...event.formData].filter(([, value]) => value === '').forEach(([name]) => event.formData.delete(name));
    });
  });
})();
