/** Puts the page together: session, inbox, stream and views. */

import { createAnnouncer } from './announcer.js';
import { Api } from './api.js';
import { createBell } from './bell.js';
import { say } from './dom.js';
import { placeIcons } from './icons.js';
import { createList } from './list.js';
import { createSendForm } from './send.js';
import { createSignIn } from './sign-in.js';
import { Inbox } from './store.js';
import { backOff, Stream } from './stream.js';

const PAGE = 50;
const LARGEST_PAGE = 500;
const TICK = 20_000;
const LONG_AWAY = 60_000;
const SENDERS = new Set(['operator', 'admin']);

const $ = (id) => document.getElementById(id);

const api = new Api();
const inbox = new Inbox();
const otherTabs = new BroadcastChannel('belfry-session');
let session = null;
let listing = 0;
let loading = false;
let connection = 'offline';
let wasLive = false;
let renderTimer;
let relistTimer;
let hiddenSince = null;

const bell = createBell({ button: $('bell'), badge: $('badge') });
const announcer = createAnnouncer($('status'));
const list = createList({
  list: $('notifications'),
  fallback: $('inbox-title'),
  onToggle: toggleRead,
  onFollow: follow,
});
const sendForm = createSendForm({
  form: $('send-form'),
  result: $('send-result'),
  error: $('send-error'),
  api,
  session: () => session,
});
const signIn = createSignIn({
  form: $('sign-in-form'),
  error: $('sign-in-error'),
  note: $('sign-in-note'),
  onSubmit: async (account, password) => enter(await api.signIn(account, password), { focus: true }),
});
const stream = new Stream({
  issueTicket: () => api.streamTicket(),
  address: streamAddress,
  position: () => inbox.position,
  isOnline: () => navigator.onLine,
  onFrame: receive,
  onState: showConnection,
  onSignedOut: signedOut,
  onRewound: () => startOver(),
});

// --- who is here ---------------------------------------------------------------------------------------------------

async function begin() {
  show('starting');
  $('starting-text').textContent = 'Loading…';
  $('starting-retry').hidden = true;
  try {
    const found = await api.session();
    found ? enter(found) : leave(null);
  } catch (problem) {
    $('starting-text').textContent = problem.message;
    $('starting-retry').hidden = false;
  }
}

function enter(found, { focus = false } = {}) {
  session = found;
  $('who').textContent = found.account;
  $('who').title = found.organization ? `${found.account}, ${found.organization}` : found.account;
  const sends = SENDERS.has(found.role);
  $('send').hidden = !sends;
  $('to-send').hidden = !sends;
  $('unread-only').checked = false;
  show('signed-in');
  if (focus) {
    $('inbox-title').focus({ preventScroll: true });
  }
  startOver();
}

function leave(reason) {
  session = null;
  listing++;
  loading = false;
  clearTimeout(relistTimer);
  stream.stop();
  inbox.clear();
  list.clear();
  sendForm.reset();
  announcer.silence();
  say($('page-error'), null);
  $('who').textContent = '';
  bell.forget();
  show('signed-out');
  signIn.open(reason);
}

function signedOut() {
  if (session) {
    leave('You were signed out. Sign in to go on.');
  }
}

/** A listing first, then the stream from its modseq on: nothing falls between them. */
async function startOver() {
  stream.stop();
  inbox.clear();
  list.clear();
  wasLive = false;
  showConnection('reconnecting');
  await relist();
}

// --- the list ------------------------------------------------------------------------------------------------------

/** Lists from the top, then sees to it that the stream runs. */
async function relist({ limit = PAGE, attempt = 0 } = {}) {
  const mine = ++listing;
  const unreadOnly = $('unread-only').checked;
  clearTimeout(relistTimer);
  loading = true;
  say($('list-error-text'), null);
  $('list-error').hidden = true;
  render();
  try {
    const page = await api.notifications({ limit, unreadOnly });
    if (mine !== listing) {
      return;
    }
    loading = false;
    // A quiet renewal shows what is new in it as new; another view of the inbox has nothing new in it.
    if (unreadOnly !== inbox.unreadOnly || inbox.position === null) {
      list.settle();
    }
    inbox.load(page, { unreadOnly });
    if (inbox.stale) {
      relistTimer = setTimeout(() => renew(attempt + 1), backOff(attempt));
    }
    stream.start();
  } catch (problem) {
    if (mine === listing) {
      loading = false;
      say($('list-error-text'), `The notifications could not be loaded. ${problem.message}`);
      $('list-error').hidden = false;
      render();
      if (inbox.stale) {
        relistTimer = setTimeout(
          () => renew(attempt + 1),
          Math.max(backOff(attempt), (problem.retryAfter ?? 0) * 1000),
        );
      }
    }
  }
}

/** Lists again as far as the person had come. */
function renew(attempt = 0) {
  return relist({ limit: Math.min(LARGEST_PAGE, Math.max(PAGE, inbox.visible.length)), attempt });
}

async function retryList() {
  // The button is about to go.
  $('inbox-title').focus({ preventScroll: true });
  await renew();
}

async function loadMore() {
  const button = $('load-more');
  if (inbox.next === null || loading) {
    return;
  }
  const mine = listing;
  const before = new Set(inbox.visible.map((n) => n.id));
  loading = true;
  button.setAttribute('aria-disabled', 'true');
  say($('page-error'), null);
  try {
    const page = await api.notifications({ limit: PAGE, unreadOnly: inbox.unreadOnly, cursor: inbox.next });
    if (mine !== listing) {
      return;
    }
    const hadFocus = document.activeElement === button;
    list.settle();
    inbox.append(page);
    loading = false;
    render();
    if (hadFocus && button.hidden) {
      const first = inbox.visible.find((n) => !before.has(n.id));
      first ? list.focus(first.id) : $('inbox-title').focus({ preventScroll: true });
    }
  } catch (problem) {
    if (mine === listing) {
      say($('page-error'), `More could not be loaded. ${problem.message}`);
    }
  } finally {
    if (mine === listing) {
      loading = false;
    }
    button.setAttribute('aria-disabled', 'false');
  }
}

async function toggleRead(id, read) {
  say($('page-error'), null);
  try {
    const answer = await (read ? api.markRead(id) : api.markUnread(id));
    if (session) {
      inbox.merge(answer);
      render();
    }
  } catch (problem) {
    if (session) {
      say($('page-error'), `It could not be marked ${read ? 'read' : 'unread'}. ${problem.message}`);
    }
  }
}

/** The browser goes to the link by itself; the mark travels beside it. */
function follow(id) {
  const notification = inbox.get(id);
  if (notification && !notification.read_at) {
    api.markRead(id, { leaving: true }).then(
      (answer) => session && inbox.merge(answer),
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
  say($('page-error'), null);
  try {
    await api.markAllRead();
    if (session && connection !== 'live') {
      // No frame will tell.
      await renew();
    }
  } catch (problem) {
    if (session) {
      say($('page-error'), `They could not be marked read. ${problem.message}`);
    }
  } finally {
    render();
  }
}

// --- live ----------------------------------------------------------------------------------------------------------

function streamAddress(ticket, after) {
  const address = new URL('/api/stream', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = new URLSearchParams({ ticket, after: String(after) }).toString();
  address.hash = '';
  return address.href;
}

function receive(frame) {
  if (frame.frame === 'error') {
    say($('page-error'), frame.error);
    return;
  }
  const arrived = inbox.apply(frame);
  if (arrived) {
    announcer.arrived(arrived);
  }
  if (frame.frame === 'reset' && inbox.stale) {
    renew();
  }
}

function showConnection(state) {
  if (state === 'live' && connection !== 'live') {
    // What failed while the server was out of reach is no longer news.
    say($('page-error'), null);
  }
  connection = state;
  wasLive ||= state === 'live';
  $('connection').dataset.state = state;
  $('connection-text').textContent =
    state === 'live' ? 'Live' : state === 'offline' ? 'Offline' : wasLive ? 'Reconnecting…' : 'Connecting…';
}

// --- showing -------------------------------------------------------------------------------------------------------

function show(view) {
  for (const id of ['starting', 'signed-out', 'signed-in']) {
    $(id).hidden = id !== view;
  }
}

/** The count at once, even in a hidden tab; the list at most once a frame. */
function changed() {
  if (!session) {
    return;
  }
  if (inbox.position !== null) {
    bell.show(inbox.unreadCount);
  }
  renderTimer ??= setTimeout(render, 16);
}

function render() {
  clearTimeout(renderTimer);
  renderTimer = undefined;
  if (!session) {
    return;
  }
  const visible = inbox.visible;
  const known = inbox.position !== null;
  list.render(visible);
  const unread = inbox.unreadCount;
  $('summary').textContent = !known ? '' : unread === 0 ? 'Nothing unread' : `${unread} unread`;
  $('mark-all-read').setAttribute('aria-disabled', String(unread === 0));
  $('notifications').hidden = visible.length === 0;
  $('loading').hidden = !(loading && visible.length === 0);
  $('empty').hidden = loading || !known || visible.length > 0 || inbox.next !== null;
  $('empty-text').textContent = inbox.unreadOnly
    ? 'You have read everything.'
    : 'There are no notifications yet. New ones appear here by themselves.';
  $('load-more').hidden = inbox.next === null;
}

// --- events of the page --------------------------------------------------------------------------------------------

placeIcons(document);
inbox.subscribe(changed);
api.onSignedOut = signedOut;
api.onOtherPerson = () => location.reload();

// The tabs of one browser share the session: a screen that is left must not go on showing it.
otherTabs.addEventListener('message', signedOut);
$('starting-retry').addEventListener('click', begin);
$('list-retry').addEventListener('click', retryList);
$('load-more').addEventListener('click', loadMore);
$('mark-all-read').addEventListener('click', markAllRead);
$('unread-only').addEventListener('change', () => relist());
$('bell').addEventListener('click', () => {
  window.scrollTo({ top: 0 });
  $('inbox-title').focus({ preventScroll: true });
});
$('sign-out').addEventListener('click', async () => {
  try {
    await api.signOut();
    leave(null);
    otherTabs.postMessage('signed-out');
  } catch (problem) {
    say($('page-error'), `You are still signed in. ${problem.message}`);
  }
});

window.addEventListener('online', () => {
  stream.renew();
  if (session && inbox.position === null && !loading) {
    relist();
  }
});
window.addEventListener('offline', () => stream.lost());
window.addEventListener('pagehide', () => session && stream.stop());
window.addEventListener('pageshow', (event) => {
  if (event.persisted && session && inbox.position !== null) {
    stream.start();
  }
});
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    hiddenSince = Date.now();
    return;
  }
  list.tick();
  const away = hiddenSince === null ? 0 : Date.now() - hiddenSince;
  away > LONG_AWAY ? stream.renew() : stream.hurry();
});
setInterval(() => document.hidden || list.tick(), TICK);

begin();
