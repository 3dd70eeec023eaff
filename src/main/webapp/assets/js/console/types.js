/** The table of types: a click in a cell is saved at once, and what was not saved is taken back. */
(() => {
  'use strict';

  /** What was asked for and is not answered yet, in its order: the row, and what it looked like before. */
  const asked = [];

  function held(row) {
    return [...row.querySelectorAll('td.setting')].map((cell) => cell.dataset.held);
  }

  function show(row, values) {
    row.querySelectorAll('td.setting').forEach((cell, place) => {
      const value = values[place];
      cell.querySelectorAll('input').forEach((radio) => (radio.checked = radio.value === value));
      cell.querySelector('.by-itself').hidden = value === cell.dataset.byItself;
      cell.dataset.held = value;
    });
  }

  function say(row) {
    const saved = row.closest('.types-table').dataset.saved;
    document.getElementById('changed').textContent = `${row.dataset.type}: ${saved}`;
    row.classList.add('fresh');
    setTimeout(() => row.classList.remove('fresh'), 1500);
  }

  function answered(args) {
    const { row, before } = asked.shift();
    if (args && args.done) {
      show(row, [...row.querySelectorAll('td.setting')].map((cell) => args[cell.dataset.channel]));
      row.querySelector('.reset').hidden = !args.changed;
      say(row);
    } else {
      show(row, before);
      document.getElementById('messages').scrollIntoView({ block: 'nearest' });
    }
  }

  window.belfryTypes = { answered };

  document.addEventListener('change', (event) => {
    const cell = event.target.closest('.types-table td.setting');
    if (!cell) {
      return;
    }
    const row = cell.closest('tr');
    asked.push({ row, before: held(row) });
    window.changeSetting([
      { name: 'type', value: row.dataset.type },
      { name: 'channel', value: cell.dataset.channel },
      { name: 'setting', value: event.target.value },
    ]);
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('.types-table .reset');
    if (button) {
      const row = button.closest('tr');
      asked.push({ row, before: held(row) });
      row.querySelector('a').focus();
      window.resetType([{ name: 'type', value: row.dataset.type }]);
    }
  });
})();
