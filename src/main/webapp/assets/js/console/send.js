/** Names are found while they are typed, and put into the list of those whom a message is for. */
(() => {
  'use strict';

  let timer;

  document.addEventListener('input', (event) => {
    const command = event.target.dataset.finds;
    if (command) {
      clearTimeout(timer);
      const { name, value } = event.target;
      timer = setTimeout(() => window[command]([{ name, value }]), 250);
    }
  });

  function add(finder) {
    const list = document.getElementById(finder.dataset.into);
    const name = finder.value.trim();
    const names = list.value.split(/\n/).map((line) => line.trim()).filter(Boolean);
    if (name && !names.includes(name)) {
      list.value = [...names, name].join('\n');
      list.dispatchEvent(new Event('input', { bubbles: true }));
    }
    finder.value = '';
    finder.focus();
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-adds]');
    if (button) {
      add(document.getElementById(button.dataset.adds));
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.dataset.finds) {
      event.preventDefault();
      add(event.target);
    }
  });
})();
