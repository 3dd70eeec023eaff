/** What somebody is told: a table of types and channels, category by category; the stylesheet makes cards of it on a phone. */

import { element, say } from '../dom.js';
import { icon } from '../icons.js';
import { search } from '../search.js';
import { categoryName, t } from '../words.js';
import { byCategory, CHANNELS } from './choices.js';
import { createTypeRow } from './type-row.js';

const CHANNEL_ICONS = { in_app: 'bell', email: 'envelope', webhook: 'hook' };

/**
 * @param {object} options
 * @param {HTMLElement} options.place
 * @param {HTMLElement} options.found says how many types there are
 * @param {HTMLInputElement} options.field of the search
 * @param {(change: object) => Promise<void>} options.save
 * @param {(sentence: string) => void} options.announce
 */
export function createTypesTable({ place, found, field, save, announce }) {
  const rows = new Map();
  let groups = [];
  let types = [];

  field.addEventListener('input', filter);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value !== '') {
      event.preventDefault();
      field.value = '';
      filter();
    }
  });

  function show(listed, descriptions) {
    const categories = byCategory(listed, descriptions);
    types = [...categories.values()].flat();
    if (types.length === rows.size && types.every(({ type }) => rows.has(type))) {
      types.forEach((type) => rows.get(type.type).update(type));
    } else {
      build(categories);
    }
    filter();
  }

  function build(categories) {
    rows.clear();
    groups = [...categories].map(([category, ofCategory]) => {
      const made = ofCategory.map((type) => createTypeRow(type, { save, announce }));
      made.forEach((row) => rows.set(row.type, row));
      const title = element('th', { scope: 'rowgroup', colspan: CHANNELS.length + 1 }, categoryName(category));
      const group = element(
        'tbody',
        {},
        element('tr', { class: 'category-row' }, title),
        ...made.map((row) => row.element),
      );
      return { element: group, rows: made };
    });
    const table = element(
      'table',
      { class: 'types-table', 'aria-labelledby': 'types-title' },
      head(),
      ...groups.map((group) => group.element),
    );
    place.replaceChildren(table);
  }

  function filter() {
    const left = new Set(search(types, field.value, textsOf).map(({ type }) => type));
    for (const group of groups) {
      group.rows.forEach((row) => (row.element.hidden = !left.has(row.type)));
      group.element.hidden = group.rows.every((row) => row.element.hidden);
    }
    place.hidden = left.size === 0;
    say(found, left.size === 0 ? t('types.foundNone') : t('types.found', { count: left.size }));
  }

  return {
    show,
    clear() {
      rows.clear();
      groups = [];
      types = [];
      field.value = '';
      place.replaceChildren();
      found.textContent = '';
    },
  };
}

function head() {
  const channels = CHANNELS.map((channel) =>
    element('th', { scope: 'col', class: 'channel' }, icon(CHANNEL_ICONS[channel]), t(`channel.${channel}`)),
  );
  return element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, t('types.type')), ...channels));
}

/** Where a search looks: also in the code as people would say it. */
function textsOf({ type, description, category, mandatory }) {
  const spoken = type.replace(/[_.-]+/g, ' ');
  return [type, spoken, description, categoryName(category), mandatory && t('types.mandatory')];
}
