/** The inbox page: what there is, in three views, and what can be done with it. */

import { element, say } from './dom.js';
import { createFrame } from './frame.js';
import { icon } from './icons.js';
import { createActions } from './inbox/actions.js';
import { readAddress, writeAddress } from './inbox/address.js';
import { listenForKeys } from './inbox/keys.js';
import { createList } from './inbox/list.js';
import { createListing, LARGEST_PAGE } from './inbox/listing.js';
import { shortTime } from './inbox/moments.js';
import { Selection } from './inbox/selection.js';
import { createShortcutsDialog } from './inbox/shortcuts-dialog.js';
import { createSnoozeDialog } from './inbox/snooze-dialog.js';
import { createLive, followBrowser } from './live.js';
import { search } from './search.js';
import { Inbox, isUnread, sameView, stateOf } from './store.js';
import { createToast } from './toast.js';
import { categoryName, locale, problemText, t } from './words.js';

const TICK = 20_000;
const UNDOABLE = new Set(['archive', 'restore', 'snooze']);
const BULK = {
  inbox: ['read', 'unread', 'archive', 'snooze'],
  snoozed: ['restore', 'archive', 'snooze'],
  archived: ['restore'],
};
const EMPTY_ICONS = { inbox: 'bell', snoozed: 'schedule', archived: 'archive' };

const $ = (id) => document.getElementById(id);

const inbox = new Inbox();
const selection = new Selection();
let address = readAddress(location.search);
let categories = [];
let connection = 'offline';
let wasLive = false;
let lastHeard = null;
let lastSelected = null;
let renderTimer;
/** Ends with what was asked for last: only then can it be taken back. */
let carriedOut = Promise.resolve();

const frame = createFrame({ here: 'inbox', onEnter: enter, onLeave: leave });
const { api, session, complain } = frame;
const actions = createActions({ api, inbox });
const listing = createListing({ api, inbox, onChange: render, onListed: listed });
const list = createList({
  list: $('notifications'),
  fallback: $('title'),
  onAction: (action, id) => act(action, [id]),
  onSelect: select,
  onFollow: follow,
});
const snoozeDialog = createSnoozeDialog($('snooze'), (ids, until) => carryOut('snooze', ids, until));
const shortcuts = createShortcutsDialog($('shortcuts'));
const toast = createToast({
  place: $('toast'),
  text: $('toast-text'),
  undo: $('undo'),
  announce: (sentence) => announce(sentence),
  fallback: $('title'),
});
const stream = createLive({
  api,
  position: () => inbox.position,
  onFrame: receive,
  onState: showConnection,
  onSignedOut: () => session.ended(),
  onRewound: startOver,
});

function announce(sentence) {
  $('status').textContent = sentence;
}

// --- who is here ---------------------------------------------------------------------------------------------------

function enter() {
  document.title = t('inbox.windowTitle');
  showAddress();
  startOver();
  offerCategories();
}

function leave() {
  listing.forget();
  stream.stop();
  inbox.clear();
  list.clear();
  selection.clear();
  announce('');
  toast.hide();
  categories = [];
  $('category').replaceChildren();
}

/** A listing first, then the stream from its modseq on: nothing falls between them. */
function startOver() {
  stream.stop();
  inbox.clear();
  list.clear();
  wasLive = false;
  showConnection('reconnecting');
  listing.show(viewOf(address));
}

// --- which view ----------------------------------------------------------------------------------------------------

function viewOf({ state, category, unreadOnly }) {
  return { state, category, unreadOnly };
}

/** @param {Partial<typeof address>} change */
function go(change, { replace = false } = {}) {
  const before = address;
  const wanted = { ...address, ...change };
  const query = writeAddress(wanted);
  address = readAddress(query);
  if (replace) {
    history.replaceState(null, '', location.pathname + query);
  } else if (query !== writeAddress(before)) {
    history.pushState(null, '', location.pathname + query);
  }
  changeView(before);
}

function changeView(before) {
  showAddress();
  if (sameView(before, address)) {
    if (before.words !== '' && address.words === '' && inbox.visible.length > LARGEST_PAGE) {
      // A search had loaded more than the page can show at once.
      listing.show(viewOf(address));
    } else {
      render();
    }
    return;
  }
  selection.clear();
  complain(null);
  toast.hide();
  listing.show(viewOf(address));
}

/** The controls say what the address says. */
function showAddress() {
  const { state, category, unreadOnly, words } = address;
  $('views')
    .querySelectorAll('a')
    .forEach((link) => {
      const here = link.dataset.view === state;
      here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    });
  $('title').textContent = state === 'inbox' ? t('inbox.title') : t(`view.${state}`);
  $('unread-filter').hidden = state !== 'inbox';
  $('mark-all-read').hidden = state !== 'inbox';
  $('unread-only').checked = unreadOnly;
  if ($('search').value.trim() !== words) {
    $('search').value = words;
  }
  showCategories(category);
}

async function offerCategories() {
  try {
    const { types } = await api.preferences();
    categories = [...new Set(types.map((type) => type.category))];
  } catch {
    // Those that are on the page are offered all the same.
  }
  if (session.current) {
    showCategories(address.category);
  }
}

function showCategories(chosen) {
  const seen = inbox.visible.map((n) => n.category);
  const codes = [...new Set([...categories, ...seen, chosen].filter(Boolean))];
  const names = codes.map((code) => [code, categoryName(code)]).sort(([, a], [, b]) => a.localeCompare(b, locale));
  const wanted = [['', t('inbox.allCategories')], ...names];
  const field = $('category');
  if (wanted.map(String).join() !== [...field.options].map((o) => String([o.value, o.text])).join()) {
    field.replaceChildren(...wanted.map(([value, name]) => element('option', { value }, name)));
  }
  field.value = chosen ?? '';
}

// --- the list ------------------------------------------------------------------------------------------------------

function listed(first) {
  // A quiet renewal shows what is new in it as new; another view of the inbox has nothing new in it.
  if (first) {
    list.settle();
  }
  lastHeard = new Date();
  stream.start();
}

async function retryList() {
  // The button is about to go.
  $('title').focus({ preventScroll: true });
  await (inbox.position === null ? listing.show(viewOf(address)) : listing.renew());
}

/** The next page; while searching, all that is left, so that the search covers the whole view. */
async function loadMore() {
  const button = $('load-more');
  if (inbox.next === null || listing.loading) {
    return;
  }
  const before = new Set(shown().map((n) => n.id));
  const hadFocus = document.activeElement === button;
  complain(null);
  try {
    await (address.words ? listing.rest(() => address.words !== '') : listing.more());
    if (hadFocus && button.hidden) {
      const first = shown().find((n) => !before.has(n.id));
      first ? list.focus(first.id) : $('title').focus({ preventScroll: true });
    }
  } catch (problem) {
    if (session.current) {
      complain(t('inbox.moreNotLoaded', { why: problemText(problem) }));
    }
  }
}

/** What is on the page: of the view, that in which the words occur. */
function shown() {
  return search(inbox.visible, address.words, (n) => [
    n.title,
    n.message,
    n.type,
    n.category && categoryName(n.category),
    n.actor,
    n.source?.title,
  ]);
}

// --- what is done --------------------------------------------------------------------------------------------------

function act(action, ids) {
  if (ids.length === 0) {
    return;
  }
  if (action === 'snooze') {
    snoozeDialog.open(ids);
  } else {
    carryOut(action, ids);
  }
}

function carryOut(action, ids, until) {
  carriedOut = Promise.all([carriedOut, attempt(action, ids, until).catch(reportError)]);
}

async function attempt(action, ids, until) {
  complain(null);
  list.busy(ids, true);
  const { done, failed, problem, undo } = await actions.carryOut(action, ids, until);
  list.busy(ids, false);
  if (!session.current) {
    return;
  }
  if (failed.length > 0) {
    const why = problemText(problem);
    const counts = { all: ids.length, done: done.length, failed: failed.length };
    complain(ids.length === 1 ? t(`failed.${action}`, { why }) : t('failed.some', { ...counts, why }));
  }
  if (done.length > 0) {
    if (ids.length > 1 || UNDOABLE.has(action)) {
      const time = until && shortTime(until, locale);
      toast.show(t(`done.${action}`, { count: done.length, time }), UNDOABLE.has(action) ? () => takeBack(undo) : null);
    }
    done.forEach((id) => selection.toggle(id, false));
  }
  render();
}

async function takeBack(undo) {
  const { done, failed, problem } = await undo();
  if (session.current) {
    failed.length > 0 ? complain(t('failed.undo', { why: problemText(problem) })) : announce(t('done.undo'));
    if (done.length > 0) {
      render();
    }
  }
}

/** The browser goes to the link by itself; the mark travels beside it. */
function follow(id) {
  const notification = inbox.get(id);
  if (notification && isUnread(notification)) {
    api.markRead(id, { leaving: true }).then(
      (answer) => session.current && inbox.merge(answer),
      () => {},
    );
  }
}

async function markAllRead() {
  const button = $('mark-all-read');
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  complain(null);
  try {
    await api.markAllRead();
    if (session.current && connection !== 'live') {
      // No frame will tell.
      await listing.renew();
    }
  } catch (problem) {
    if (session.current) {
      complain(t('failed.all', { why: problemText(problem) }));
    }
  } finally {
    render();
  }
}

// --- the selection -------------------------------------------------------------------------------------------------

function select(id, on, upTo) {
  const ids = shown().map((n) => n.id);
  const [from, to] = [ids.indexOf(lastSelected), ids.indexOf(id)];
  if (upTo && from >= 0) {
    ids.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => selection.toggle(one, on));
  } else {
    selection.toggle(id, on);
  }
  lastSelected = id;
  render();
}

/** Those that are selected, else the one that has the focus. */
function targets() {
  const { current } = list;
  return selection.size > 0 ? selection.ids : current === null ? [] : [current];
}

function turnRead(ids) {
  const unread = ids.some((id) => isUnread(inbox.get(id)));
  act(unread ? 'read' : 'unread', ids);
}

// --- live ----------------------------------------------------------------------------------------------------------

function receive(received) {
  lastHeard = new Date();
  if (received.frame === 'error') {
    complain(received.error);
    return;
  }
  // What arrives, the bell says.
  inbox.apply(received);
  if (received.frame === 'reset' && inbox.stale) {
    listing.renew();
  }
}

function showConnection(state) {
  if (state === 'live' && connection !== 'live') {
    // What failed while the server was out of reach is no longer news.
    complain(null);
  }
  connection = state;
  wasLive ||= state === 'live';
  $('connection').dataset.state = state;
  $('connection-text').textContent = t(`live.${state === 'reconnecting' && !wasLive ? 'connecting' : state}`);
  say($('offline'), state === 'offline' && lastHeard && inbox.position !== null ? t('inbox.offline', { time: clock(lastHeard) }) : null);
}

function clock(date) {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date);
}

// --- showing -------------------------------------------------------------------------------------------------------

/** At most once a frame. */
function changed() {
  if (session.current) {
    renderTimer ??= setTimeout(render, 16);
  }
}

function render() {
  clearTimeout(renderTimer);
  renderTimer = undefined;
  if (!session.current) {
    return;
  }
  const items = shown();
  const loaded = inbox.visible.length;
  const known = inbox.position !== null;
  const complete = inbox.next === null;
  selection.keep(items.map((n) => n.id));
  list.render(items, { selected: selection, complete });
  $('notifications').setAttribute('aria-busy', String(listing.loading));
  $('list-card').hidden = items.length === 0;
  renderCounts(known);
  renderSelection(items);
  renderProblem();
  $('loading').hidden = !(listing.loading && loaded === 0);
  $('empty').hidden = listing.loading || !known || loaded > 0 || !complete;
  $('empty-icon').replaceChildren(icon(EMPTY_ICONS[address.state]));
  $('empty-text').textContent = emptyText();
  renderSearch(items.length, loaded, complete);
  $('load-more').hidden = complete;
  $('load-more').setAttribute('aria-disabled', String(listing.loading));
  $('load-more').textContent = t(address.words ? 'inbox.loadMoreToSearch' : 'inbox.loadMore');
}

function renderCounts(known) {
  const count = inbox.unreadCount;
  $('summary').textContent = !known ? '' : count === 0 ? t('inbox.noneUnread') : t('inbox.unread', { count });
  $('mark-all-read').setAttribute('aria-disabled', String(count === 0));
}

function renderSelection(items) {
  $('selection').hidden = items.length === 0;
  $('bulk').hidden = selection.size === 0;
  $('selection').dataset.any = String(selection.size > 0);
  const offered = BULK[address.state];
  $('bulk')
    .querySelectorAll('[data-bulk]')
    .forEach((button) => (button.hidden = !offered.includes(button.dataset.bulk)));
  $('select-all').checked = items.length > 0 && selection.size === items.length;
  $('select-all').indeterminate = selection.size > 0 && selection.size < items.length;
  $('selection-text').textContent =
    selection.size === 0 ? t('selection.all') : t('selection.count', { count: selection.size });
}

function renderProblem() {
  const { problem } = listing;
  $('list-error').hidden = problem === null;
  say($('list-error-text'), problem && t('inbox.notLoaded', { why: problemText(problem) }));
}

function emptyText() {
  const { state, category, unreadOnly } = address;
  if (category !== null) {
    return t('empty.category', { category: categoryName(category) });
  }
  return t(`empty.${unreadOnly ? 'unread' : state}`);
}

function renderSearch(count, all, complete) {
  const searching = address.words !== '' && all > 0;
  const key = `${count === 0 ? 'inbox.foundNone' : 'inbox.found'}${complete ? 'All' : ''}`;
  say($('search-result'), searching ? t(key, { count, all }) : null);
}

// --- events of the page --------------------------------------------------------------------------------------------

inbox.subscribe(changed);
followBrowser(stream, () => session.current && inbox.position !== null);
window.addEventListener('online', () => {
  if (session.current && inbox.position === null && !listing.loading) {
    listing.show(viewOf(address));
  }
});
window.addEventListener('popstate', () => {
  const before = address;
  address = readAddress(location.search);
  if (session.current) {
    changeView(before);
  }
});
document.addEventListener('visibilitychange', () => document.hidden || list.tick());
setInterval(() => document.hidden || list.tick(), TICK);

$('views').addEventListener('click', (event) => {
  const link = event.target.closest('a[data-view]');
  // Another tab or window is the browser's business.
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    go({ state: link.dataset.view, words: '' });
  }
});
$('filters').addEventListener('submit', (event) => event.preventDefault());
$('search').addEventListener('input', () => go({ words: $('search').value.trim() }, { replace: true }));
$('search').addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && $('search').value !== '') {
    event.preventDefault();
    $('search').value = '';
    go({ words: '' }, { replace: true });
  }
});
$('category').addEventListener('change', () => go({ category: $('category').value || null }));
$('unread-only').addEventListener('change', () => go({ unreadOnly: $('unread-only').checked }));
$('list-retry').addEventListener('click', retryList);
$('load-more').addEventListener('click', loadMore);
$('mark-all-read').addEventListener('click', markAllRead);
$('open-shortcuts').addEventListener('click', () => shortcuts.open());
$('select-all').addEventListener('change', () => {
  $('select-all').checked ? selection.set(shown().map((n) => n.id)) : selection.clear();
  render();
});
$('bulk').addEventListener('click', (event) => {
  const button = event.target.closest('[data-bulk]');
  if (button) {
    act(button.dataset.bulk, selection.ids);
  }
});

listenForKeys({
  isOn: () => session.current !== null && shortcuts.isOn(),
  actions: {
    j: () => list.move(1),
    k: () => list.move(-1),
    o: () => open(),
    Enter: (at) => (at?.matches('article[data-id]') ? open() : false),
    e: () => act(address.state === 'archived' ? 'restore' : 'archive', targets()),
    r: () => address.state === 'inbox' && targets().length > 0 && turnRead(targets()),
    s: () => address.state !== 'archived' && act('snooze', targets()),
    x: () => list.current !== null && select(list.current, !selection.has(list.current), false),
    // The stream may show a change before the call that made it is answered.
    z: () => void carriedOut.then(toast.undo),
    '/': () => $('search').focus(),
    '?': () => shortcuts.open(),
  },
});

/** What has no link is read by that. */
function open() {
  const { current } = list;
  if (current !== null && !list.open(current) && stateOf(inbox.get(current)) === 'inbox') {
    carryOut('read', [current]);
  }
}

frame.begin();
