/** The preferences page: what reaches somebody, where, and when. Every change is saved at once. */

import { say } from './dom.js';
import { createFrame } from './frame.js';
import { createAddress } from './preferences/address.js';
import { createSaver } from './preferences/saver.js';
import { createTiming } from './preferences/timing.js';
import { createTypesTable } from './preferences/types-table.js';
import { language, problemText, t } from './words.js';

const $ = (id) => document.getElementById(id);

const { api, session, begin } = createFrame({ here: 'preferences', onEnter: load, onLeave: leave });
const saver = createSaver((change) => api.savePreferences(change), show);
const save = (change) => saver.save(change);
const address = createAddress(api, saver.inTurn);
const timing = createTiming(save);
const table = createTypesTable({
  place: $('types'),
  found: $('types-found'),
  field: $('types-search'),
  save,
  announce: (sentence) => say($('status'), sentence),
});
let descriptions = {};
let turn = 0;

async function load() {
  const mine = ++turn;
  document.title = t('preferences.windowTitle');
  $('loading').hidden = false;
  $('load-error').hidden = true;
  say($('load-error-text'), null);
  try {
    const [preferences, types] = await Promise.all([api.preferences(), described(), address.load(session.current)]);
    if (mine === turn) {
      descriptions = types;
      show(preferences);
      $('choices').hidden = false;
    }
  } catch (problem) {
    if (mine === turn) {
      say($('load-error-text'), t('preferences.notLoaded', { why: problemText(problem) }));
      $('load-error').hidden = false;
    }
  } finally {
    if (mine === turn) {
      $('loading').hidden = true;
    }
  }
}

/** Another tab, or a link in an e-mail, may have changed something while this one was out of sight. */
async function reloadIfVisible() {
  if (document.hidden || $('choices').hidden || saver.isBusy) {
    return;
  }
  const mine = turn;
  const preferences = await api.preferences().catch(() => null);
  if (preferences && mine === turn && !saver.isBusy) {
    show(preferences);
  }
}

/** The preferences describe the types in English. */
async function described() {
  if (language === 'en') {
    return {};
  }
  const { types } = await api.types(language);
  return Object.fromEntries(types.map(({ code, description }) => [code, description]));
}

function show(preferences) {
  if (session.current) {
    timing.show(preferences);
    table.show(preferences.types, descriptions);
  }
}

function leave() {
  turn++;
  $('choices').hidden = true;
  $('loading').hidden = true;
  timing.clear();
  address.clear();
  table.clear();
}

document.addEventListener('visibilitychange', reloadIfVisible);
$('load-retry').addEventListener('click', () => {
  // The button is about to go.
  $('title').focus({ preventScroll: true });
  load();
});

begin();
