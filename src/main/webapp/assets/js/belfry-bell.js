/**
 * `<belfry-bell>`: the bell with its badge and panel, for any page. What it does and how it is embedded, docs/bell.md says.
 *
 * The build makes one file without imports of this module and those that it imports; so their top-level names differ, and
 * each import takes one line.
 */

import { createAlerts } from './bell-alerts.js';
import { createAnnouncer } from './announcer.js';
import { BELL_CSS } from './bell-style.js';
import { BELL_TEXTS } from './bell-texts.js';
import { createFeed } from './bell-feed.js';
import { sharedInbox } from './bell-inbox.js';
import { titleCount } from './bell-title.js';
import { badgeText, element, say } from './dom.js';
import { icon } from './icons.js';
import { safeLink } from './links.js';
import { COMMON_TEXTS, createTexts, languageOf } from './texts.js';
import { momentOf, snoozeTimes } from './time.js';

const TICK = 20_000;
const DONE_FOR = 8_000;
const GAP = 8;
/** Pixels of height with which the panel is content where it was placed. */
const ENOUGH = 320;
const OBSERVED = [
  'server',
  'recipient',
  'token-url',
  'lang',
  'tab-title',
  'notify',
  'sign-in-href',
  'inbox-href',
  'preferences-href',
];
const REJOINING = new Set(['server', 'recipient', 'token-url']);

/** Where this module came from; from the folder of the single modules it is two levels up. */
const HERE = new URL(/\/assets\/js\/[^/]*$/.test(import.meta.url) ? '../../' : './', import.meta.url);

let sheet = null;

/** Constructed, and so within any content security policy. */
function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(BELL_CSS);
  }
  return sheet;
}

/** One provider for each address, so that two bells with the same one share a connection. */
const urlProviders = new Map();

function tokenFrom(address) {
  if (!urlProviders.has(address)) {
    urlProviders.set(address, async () => {
      const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
      if (response.status === 401 || response.status === 403 || response.status === 204) {
        return null;
      }
      if (!response.ok) {
        throw new Error(`${address} answered with status ${response.status}`);
      }
      return response.json();
    });
  }
  return urlProviders.get(address);
}

/** A server that renders pages may import the module too; it has no elements. */
const Base = globalThis.HTMLElement ?? class {};

export class BelfryBell extends Base {
  static observedAttributes = OBSERVED;

  #root;
  #parts;
  #texts;
  #overrides = {};
  #token = null;
  #inbox = null;
  #leave = null;
  #joining;
  #feed;
  #announcer;
  #alerts;
  #open = false;
  #unread = null;
  #rendering;
  #ticking;
  #doneTimer;
  #undo = null;
  #snoozing = null;
  /** Where the button of the menu was when the menu was placed. */
  #snoozingAt = 0;
  #trouble = null;
  #connected = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets = [styles()];
    this.#texts = this.#speak();
    this.#parts = this.#build();
    const { feed, scroller, heading, status } = this.#parts;
    this.#feed = createFeed({
      feed,
      scroller,
      texts: () => this.#texts,
      linkTarget: () => this.getAttribute('link-target'),
      fallback: () => heading,
      onGo: (event, notification, link) => this.#go(event, notification, link),
      onAction: (name, notification, button) => this.#act(name, notification, button),
      onLeave: (forwards) => this.#leaveFeed(forwards),
      onEnd: () => this.#more(),
      onFresh: (count) => this.#showFresh(count),
    });
    this.#announcer = createAnnouncer(status, () => this.#texts);
    this.#alerts = createAlerts({
      name: () => this.#inbox?.name ?? '',
      texts: () => this.#texts,
      onClick: (notification) => (notification ? this.#follow(notification) : this.open()),
    });
    this.#listen();
  }

  // --- for the host page ----------------------------------------------------------------------------------------------

  /** Asked for a token of the page's own user: `async () => token`, null where nobody is signed in. */
  get token() {
    return this.#token;
  }

  set token(provider) {
    if (provider !== this.#token) {
      this.#token = typeof provider === 'function' ? provider : null;
      this.#rejoin();
    }
  }

  /** Texts in place of the shipped ones, by key. */
  get texts() {
    return this.#overrides;
  }

  set texts(overrides) {
    this.#overrides = { ...overrides };
    this.#relabel();
  }

  get isOpen() {
    return this.#open;
  }

  get unreadCount() {
    return this.#inbox?.unreadCount ?? 0;
  }

  /** live, polling, reconnecting or offline. */
  get connection() {
    return this.#inbox?.connection ?? 'offline';
  }

  /** websocket, sse or polling; null before anything is connected. */
  get transport() {
    return this.#inbox?.transport ?? null;
  }

  open() {
    if (this.#open || !this.isConnected) {
      return;
    }
    this.#open = true;
    const { panel, bell, heading } = this.#parts;
    panel.classList.add('open');
    raise(panel);
    bell.setAttribute('aria-expanded', 'true');
    this.#place();
    this.#inbox?.refresh();
    this.#render();
    heading.focus({ preventScroll: true });
    this.#emit('belfry:open');
  }

  /** The focus goes back to the bell, where it was in the panel. */
  close() {
    if (!this.#open) {
      return;
    }
    this.#open = false;
    const { panel, bell } = this.#parts;
    const focused = panel.contains(this.#root.activeElement);
    this.#closeMenu();
    this.#hideDone();
    lower(panel);
    panel.classList.remove('open');
    bell.setAttribute('aria-expanded', 'false');
    if (focused) {
      bell.focus({ preventScroll: true });
    }
    this.#emit('belfry:close');
  }

  /** Fetches the list anew. */
  async refresh() {
    await this.#inbox?.refresh();
  }

  /** Rejects where it could not be done. */
  async markAllRead() {
    await this.#inbox?.markAllRead();
  }

  // --- life -----------------------------------------------------------------------------------------------------------

  connectedCallback() {
    // A property that was set before this class was known hides the accessor.
    for (const name of ['token', 'texts']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    document.addEventListener('pointerdown', (event) => this.#open && !event.composedPath().includes(this) && this.close(), {
      signal,
      capture: true,
    });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (this.#inbox?.known) {
          this.#alerts.follow();
        }
        this.#feed.tick();
      },
      { signal },
    );
    window.addEventListener('resize', () => this.#open && this.#place(), { signal });
    window.addEventListener('scroll', () => this.#open && this.#place(), { signal, passive: true });
    this.#ticking = setInterval(() => document.hidden || this.#feed.tick(), TICK);
    this.#relabel();
    this.#rejoin();
  }

  disconnectedCallback() {
    this.close();
    clearTimeout(this.#joining);
    clearInterval(this.#ticking);
    this.#connected?.abort();
    this.#part();
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) {
      return;
    }
    if (REJOINING.has(name)) {
      this.#rejoin();
    } else {
      this.#relabel();
    }
  }

  /** Soon and not at once: the script after ours may still give the token. */
  #rejoin() {
    clearTimeout(this.#joining);
    if (this.isConnected) {
      this.#joining = setTimeout(() => this.#join());
    }
  }

  #join() {
    this.#part();
    const server = this.#server();
    const address = this.getAttribute('token-url');
    const token = this.#token ?? (address === null ? null : tokenFrom(new URL(address, document.baseURI).href));
    if (token === null && server.origin !== location.origin) {
      // Nobody's cookie goes there: it waits for a token.
      this.#changed();
      return;
    }
    this.#inbox = sharedInbox({ server, recipient: this.getAttribute('recipient'), token });
    this.#leave = this.#inbox.join({
      changed: () => this.#changed(),
      arrived: (notifications) => this.#arrived(notifications),
      inSight: () => this.checkVisibility(),
    });
  }

  #part() {
    this.#leave?.();
    this.#leave = null;
    this.#inbox = null;
    this.#alerts.end();
    this.#announcer.silence();
    titleCount(this, 0);
    this.#feed.clear();
    this.#unread = null;
  }

  #server() {
    const given = this.getAttribute('server');
    const server = new URL(given ?? HERE, document.baseURI);
    server.pathname = server.pathname.replace(/\/*$/, '/');
    return server;
  }

  #speak() {
    return createTexts({
      language: this.isConnected ? languageOf(this) : 'en',
      packs: [COMMON_TEXTS, BELL_TEXTS],
      overrides: this.#overrides,
    });
  }

  #emit(type, detail = null, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  // --- what happens ---------------------------------------------------------------------------------------------------

  #arrived(notifications) {
    for (const notification of notifications) {
      if (this.#emit('belfry:notification', { notification }, true)) {
        this.#announcer.arrived(notification);
        if (this.#offersAlerts()) {
          this.#alerts.arrived(notification);
        }
      }
    }
  }

  /** The count at once, even in a hidden tab; the rest at most once a frame. */
  #changed() {
    this.#count();
    this.#rendering ??= setTimeout(() => this.#render(), 16);
  }

  #count() {
    const known = this.#inbox?.known ?? false;
    const count = this.unreadCount;
    const { bell, badge } = this.#parts;
    const { t } = this.#texts;
    bell.setAttribute('aria-label', count > 0 ? t('bell.unread', { count }) : t('bell.label'));
    badge.textContent = badgeText(count);
    badge.hidden = count === 0;
    titleCount(this, this.getAttribute('tab-title') === 'off' ? 0 : count);
    if (!known) {
      this.#alerts.end();
    } else if (count !== this.#unread) {
      badge.classList.toggle('grown', this.#unread !== null && count > this.#unread);
      this.#unread = count;
      this.#alerts.follow();
      this.#emit('belfry:unread', { count });
    }
  }

  #go(event, notification, link) {
    if (!notification.read_at) {
      this.#inbox.markRead(notification.id, { leaving: true }).catch(() => {});
    }
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (!this.#emit('belfry:navigate', { notification, href: link?.href ?? null }, true)) {
      event.preventDefault();
      this.close();
    }
  }

  /** As a click on it, from elsewhere. */
  #follow(notification) {
    const link = safeLink(notification.link, document.baseURI);
    if (!notification.read_at) {
      this.#inbox?.markRead(notification.id, { leaving: true }).catch(() => {});
    }
    if (this.#emit('belfry:navigate', { notification, href: link?.href ?? null }, true)) {
      link ? location.assign(link.href) : this.open();
    }
  }

  async #act(name, notification, button) {
    if (button.getAttribute('aria-busy') === 'true') {
      return;
    }
    if (name === 'snooze') {
      this.#snoozing === button ? this.#closeMenu() : this.#openMenu(button, notification);
      return;
    }
    const { id } = notification;
    button.setAttribute('aria-busy', 'true');
    try {
      if (name === 'archive') {
        await this.#inbox.archive(id);
        this.#showDone(this.#texts.t('done.archived'), () => this.#inbox.unarchive(id));
      } else {
        await (notification.read_at ? this.#inbox.markUnread(id) : this.#inbox.markRead(id));
      }
      this.#say(null);
    } catch (problem) {
      this.#say(problem, 'action.failed');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }

  async #snooze(notification, until) {
    this.#closeMenu();
    try {
      await this.#inbox.snooze(notification.id, until);
      const when = momentOf(until, Date.now() / 1000, this.#texts.language);
      this.#showDone(this.#texts.t('done.snoozed', { when }), () => this.#inbox.unsnooze(notification.id));
      this.#say(null);
    } catch (problem) {
      this.#say(problem, 'action.failed');
    }
  }

  async #readAll() {
    const { markAll } = this.#parts;
    if (markAll.getAttribute('aria-disabled') === 'true') {
      return;
    }
    markAll.setAttribute('aria-disabled', 'true');
    try {
      await this.markAllRead();
      this.#announcer.announce(this.#texts.t('done.allRead'));
      this.#say(null);
    } catch (problem) {
      this.#say(problem, 'action.failed');
    } finally {
      this.#changed();
    }
  }

  async #more() {
    const { more } = this.#parts;
    const known = new Set(this.#inbox.visible.map((n) => n.id));
    const hadFocus = this.#root.activeElement === more;
    this.#feed.settle();
    try {
      await this.#inbox.more();
      this.#render();
      this.#say(null);
      if (hadFocus) {
        this.#feed.focusAfter(known);
      }
    } catch (problem) {
      this.#say(problem, 'list.moreFailed');
    }
  }

  #filter(unreadOnly) {
    if (this.#inbox?.known && unreadOnly !== this.#inbox.unreadOnly) {
      this.#feed.settle();
      this.#parts.scroller.scrollTop = 0;
      this.#inbox.filter(unreadOnly);
    }
  }

  async #turnAlerts() {
    const { alerts } = this.#parts;
    if (alerts.getAttribute('aria-disabled') !== 'true') {
      await this.#alerts.turn(!this.#alerts.on);
      this.#render();
    }
  }

  #offersAlerts() {
    return this.getAttribute('notify') !== 'off' && this.#alerts.possible;
  }

  // --- showing --------------------------------------------------------------------------------------------------------

  #build() {
    const svg = (name) => icon(name);
    const bell = element('button', { type: 'button', class: 'bell', part: 'bell', 'aria-expanded': 'false', 'aria-controls': 'panel' });
    const badge = element('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true', hidden: '' });
    bell.append(element('slot', { name: 'icon' }, svg('bell')), badge);
    const status = element('p', { class: 'hidden-text', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' });

    const heading = element('h2', { class: 'heading', id: 'heading', tabindex: '-1' });
    const markAllLabel = element('span');
    const markAll = element('button', { type: 'button', class: 'plain mark-all' }, svg('checks'), markAllLabel);
    const close = element('button', { type: 'button', class: 'plain close' }, svg('close'));
    const all = element('button', { type: 'button', class: 'filter', 'aria-pressed': 'true' });
    const unreadLabel = element('span');
    const unreadCount = element('span', { class: 'count', hidden: '' });
    const unread = element('button', { type: 'button', class: 'filter', 'aria-pressed': 'false' }, unreadLabel, unreadCount);
    const filters = element('div', { class: 'filters', role: 'group' }, all, unread);
    const connection = element('p', { class: 'connection', hidden: '' });
    const bar = element('div', { class: 'bar' }, filters, connection);

    const troubleText = element('p', { role: 'alert' });
    const troubleRetry = element('button', { type: 'button', class: 'plain' });
    const trouble = element('div', { class: 'trouble', hidden: '' }, troubleText, troubleRetry);

    const feed = element('div', { class: 'feed', role: 'feed', 'aria-labelledby': 'heading', part: 'feed' });
    const ghosts = element('div', { class: 'ghosts', hidden: '' });
    const loading = element('p', { class: 'hidden-text' });
    ghosts.append(loading, ...[1, 2, 3].map(() => element('div', { class: 'ghost' }, element('div', { class: 'ghost-lines' }))));
    const blankIcon = element('span', { class: 'blank-icon' });
    const blankTitle = element('p', { class: 'blank-title' });
    const blankText = element('p', { class: 'blank-text' });
    const blankRetry = element('button', { type: 'button', class: 'strong', hidden: '' });
    const signIn = element('a', { class: 'strong', hidden: '' });
    const blank = element('div', { class: 'blank', part: 'blank', hidden: '' }, blankIcon, blankTitle, blankText, blankRetry, signIn);
    const more = element('button', { type: 'button', class: 'plain more', hidden: '' });
    const scroller = element('div', { class: 'scroller' }, feed, ghosts, blank, more);
    const toTopText = element('span');
    const toTop = element('button', { type: 'button', class: 'to-top', hidden: '' }, svg('up'), toTopText);
    const doneText = element('span');
    const undo = element('button', { type: 'button', class: 'undo' });
    const done = element('div', { class: 'done', hidden: '' }, doneText, undo);
    const middle = element('div', { class: 'middle' }, toTop, scroller, done);

    const alerts = element('button', { type: 'button', class: 'switch', role: 'switch', 'aria-checked': 'false' });
    const preferences = element('a', { class: 'plain', part: 'link' });
    const whole = element('a', { class: 'plain', part: 'link' });
    const foot = element('div', { class: 'foot', part: 'footer' }, alerts, preferences, whole);
    const menu = element('div', { class: 'menu', role: 'menu', part: 'menu', id: 'menu' });

    const panel = element(
      'section',
      { class: 'panel', id: 'panel', part: 'panel', role: 'dialog', 'aria-labelledby': 'heading' },
      element('div', { class: 'head', part: 'header' }, heading, markAll, close),
      bar,
      trouble,
      middle,
      foot,
      menu,
    );
    for (const raised of [panel, menu]) {
      if ('popover' in raised) {
        raised.popover = 'manual';
      }
    }
    this.#root.append(bell, status, panel);
    return {
      bell,
      badge,
      status,
      panel,
      heading,
      markAll,
      markAllLabel,
      close,
      bar,
      filters,
      all,
      unread,
      unreadLabel,
      unreadCount,
      connection,
      trouble,
      troubleText,
      troubleRetry,
      feed,
      ghosts,
      loading,
      blank,
      blankIcon,
      blankTitle,
      blankText,
      blankRetry,
      signIn,
      more,
      scroller,
      toTop,
      toTopText,
      done,
      doneText,
      undo,
      alerts,
      preferences,
      whole,
      foot,
      menu,
    };
  }

  #listen() {
    const parts = this.#parts;
    parts.bell.addEventListener('click', () => (this.#open ? this.close() : this.open()));
    parts.close.addEventListener('click', () => this.close());
    parts.markAll.addEventListener('click', () => this.#readAll());
    parts.all.addEventListener('click', () => this.#filter(false));
    parts.unread.addEventListener('click', () => this.#filter(true));
    parts.more.addEventListener('click', () => this.#more());
    parts.alerts.addEventListener('click', () => this.#turnAlerts());
    for (const button of [parts.troubleRetry, parts.blankRetry]) {
      button.addEventListener('click', () => {
        parts.heading.focus({ preventScroll: true });
        this.#say(null);
        this.refresh();
      });
    }
    parts.toTop.addEventListener('click', () => {
      parts.scroller.scrollTop = 0;
      this.#feed.focusFirst();
    });
    parts.undo.addEventListener('click', async () => {
      const undo = this.#undo;
      parts.heading.focus({ preventScroll: true });
      this.#hideDone();
      try {
        await undo?.();
      } catch (problem) {
        this.#say(problem, 'action.failed');
      }
    });
    this.#root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#open) {
        event.stopPropagation();
        event.preventDefault();
        this.#snoozing ? this.#closeMenu(true) : this.close();
      }
    });
    parts.panel.addEventListener('focusout', ({ relatedTarget }) => {
      if (relatedTarget && !this.#root.contains(relatedTarget)) {
        this.close();
      }
    });
    parts.panel.addEventListener('pointerdown', (event) => {
      const path = event.composedPath();
      if (this.#snoozing && !path.includes(parts.menu) && !path.includes(this.#snoozing)) {
        this.#closeMenu();
      }
    });
    parts.scroller.addEventListener('scroll', () => this.#isMenuAstray() && this.#closeMenu(), { passive: true });
    parts.menu.addEventListener('keydown', (event) => this.#alongMenu(event));
  }

  /** All that is said anew, as in another language. */
  #relabel() {
    this.#texts = this.#speak();
    const { t, language } = this.#texts;
    const parts = this.#parts;
    parts.panel.lang = language;
    parts.status.lang = language;
    parts.heading.textContent = t('panel.title');
    parts.markAllLabel.textContent = t('panel.markAll');
    parts.close.setAttribute('aria-label', t('panel.close'));
    parts.filters.setAttribute('aria-label', t('filter.label'));
    parts.all.textContent = t('filter.all');
    parts.unreadLabel.textContent = t('filter.unread');
    parts.troubleRetry.textContent = t('list.retry');
    parts.blankRetry.textContent = t('list.retry');
    parts.signIn.textContent = t('signedOut.link');
    parts.more.textContent = t('list.more');
    parts.loading.textContent = t('list.loading');
    parts.undo.textContent = t('done.undo');
    parts.preferences.textContent = t('footer.preferences');
    parts.whole.textContent = t('footer.inbox');
    parts.menu.setAttribute('aria-label', t('snooze.title'));
    this.#feed?.clear();
    this.#changed();
  }

  #render() {
    clearTimeout(this.#rendering);
    this.#rendering = undefined;
    if (!this.#open) {
      // Nobody sees the list; it is drawn when it is opened.
      this.#feed.settle();
      return;
    }
    const inbox = this.#inbox;
    const parts = this.#parts;
    const { t } = this.#texts;
    const phase = inbox?.phase ?? 'signed-out';
    const known = inbox?.known ?? false;
    const visible = known && !inbox.awaited ? inbox.visible : [];
    const unread = this.unreadCount;

    parts.feed.setAttribute('aria-busy', String(inbox?.loading ?? false));
    this.#feed.render(visible, known && inbox.hasMore);
    parts.feed.hidden = visible.length === 0;
    parts.markAll.hidden = !known;
    parts.markAll.setAttribute('aria-disabled', String(unread === 0));
    parts.bar.hidden = phase === 'signed-out' || !known;
    parts.all.setAttribute('aria-pressed', String(!inbox?.unreadOnly));
    parts.unread.setAttribute('aria-pressed', String(Boolean(inbox?.unreadOnly)));
    parts.unreadCount.textContent = badgeText(unread);
    parts.unreadCount.hidden = unread === 0;
    const interrupted = known && inbox.wasLive && (inbox.connection === 'reconnecting' || inbox.connection === 'offline');
    parts.connection.hidden = !interrupted;
    parts.connection.dataset.state = inbox?.connection ?? '';
    parts.connection.textContent = interrupted ? t(`state.${inbox.connection}`) : '';
    parts.more.hidden = !known || inbox.awaited || !inbox.hasMore;
    parts.more.setAttribute('aria-disabled', String(inbox?.loading ?? false));
    parts.ghosts.hidden = phase === 'signed-out' || !inbox.awaited;
    this.#renderBlank(phase, known, visible.length === 0);
    this.#renderTrouble(known && visible.length > 0 ? inbox.problem : null);
    this.#renderFoot();
    this.#place();
  }

  /** In the place of a list with nothing in it: why, and what one can do. */
  #renderBlank(phase, known, empty) {
    const inbox = this.#inbox;
    const parts = this.#parts;
    const { t } = this.#texts;
    let kind = null;
    if (phase === 'signed-out') {
      kind = 'signedOut';
    } else if (inbox.awaited) {
      kind = null;
    } else if (inbox.problem && empty) {
      kind = 'failed';
    } else if (known && empty && !inbox.hasMore) {
      kind = inbox.unreadOnly ? 'emptyUnread' : 'empty';
    }
    parts.blank.hidden = kind === null;
    if (kind === null) {
      return;
    }
    parts.blank.dataset.kind = kind;
    parts.blankIcon.replaceChildren(icon({ failed: 'alarm', signedOut: 'person', emptyUnread: 'checks' }[kind] ?? 'bell'));
    parts.blankTitle.textContent = t(kind === 'failed' ? 'list.failed' : `${kind}.title`);
    parts.blankText.textContent = kind === 'failed' ? this.#texts.problem(inbox.problem) : t(`${kind}.text`);
    parts.blankRetry.hidden = kind !== 'failed';
    const signIn = this.#address('sign-in-href', '');
    parts.signIn.hidden = kind !== 'signedOut' || signIn === null;
    setHref(parts.signIn, signIn);
  }

  #renderFoot() {
    const parts = this.#parts;
    const { t } = this.#texts;
    const here = this.#inbox !== null && this.#inbox.phase !== 'signed-out';
    const alerts = here && this.#offersAlerts();
    parts.alerts.hidden = !alerts;
    if (alerts) {
      parts.alerts.textContent = t(this.#alerts.blocked ? 'alerts.blocked' : 'alerts.switch');
      parts.alerts.setAttribute('aria-checked', String(this.#alerts.on));
      parts.alerts.setAttribute('aria-disabled', String(this.#alerts.blocked));
    }
    const preferences = here ? this.#address('preferences-href', 'preferences') : null;
    const whole = here ? this.#address('inbox-href', 'inbox') : null;
    parts.preferences.hidden = preferences === null;
    setHref(parts.preferences, preferences);
    parts.whole.hidden = whole === null;
    setHref(parts.whole, whole);
    parts.foot.hidden = !alerts && preferences === null && whole === null;
  }

  /** The host's own page, or Belfry's where people sign in to Belfry itself; null where there is none. */
  #address(attribute, path) {
    const given = this.getAttribute(attribute);
    if (given !== null) {
      return safeLink(given, document.baseURI)?.href ?? null;
    }
    const withToken = this.#token !== null || this.hasAttribute('token-url');
    const server = this.#server();
    return withToken || server.origin !== location.origin ? null : new URL(path, server).href;
  }

  #renderTrouble(listProblem) {
    const { t } = this.#texts;
    const parts = this.#parts;
    const { problem, key } = this.#trouble ?? { problem: listProblem, key: 'list.failed' };
    const sentence = problem ? `${t(key)} ${this.#texts.problem(problem)}` : null;
    if (parts.troubleText.textContent !== (sentence ?? '')) {
      say(parts.troubleText, sentence);
    }
    parts.trouble.hidden = sentence === null;
    parts.troubleRetry.hidden = this.#trouble !== null;
  }

  /** What went wrong with what the person did; null takes it away. */
  #say(problem, key) {
    this.#trouble = problem && problem.status !== 401 ? { problem, key } : null;
    this.#changed();
  }

  #showFresh(count) {
    const { toTop, toTopText } = this.#parts;
    toTop.hidden = count === 0;
    toTopText.textContent = count === 0 ? '' : this.#texts.t('list.fresh', { count });
  }

  #showDone(sentence, undo) {
    const { done, doneText } = this.#parts;
    this.#undo = undo;
    doneText.textContent = sentence;
    done.hidden = false;
    this.#announcer.announce(sentence);
    this.#hideDoneLater();
  }

  #hideDoneLater() {
    clearTimeout(this.#doneTimer);
    this.#doneTimer = setTimeout(() => {
      const { done } = this.#parts;
      done.matches(':hover, :focus-within') ? this.#hideDoneLater() : this.#hideDone();
    }, DONE_FOR);
  }

  #hideDone() {
    clearTimeout(this.#doneTimer);
    this.#parts.done.hidden = true;
    this.#undo = null;
  }

  // --- places ---------------------------------------------------------------------------------------------------------

  /** By properties set from script, which a content security policy does not stop. */
  #place() {
    const { bell, panel } = this.#parts;
    const at = bell.getBoundingClientRect();
    const [side = 'bottom', end = 'end'] = (this.getAttribute('placement') ?? 'bottom-end').split('-');
    const over = at.top - 2 * GAP;
    const under = innerHeight - at.bottom - 2 * GAP;
    const above = side === 'top' ? over >= ENOUGH || over >= under : under < ENOUGH && over > under;
    const rtl = getComputedStyle(this).direction === 'rtl';
    const width = panel.offsetWidth;
    const alignRight = (end === 'end') !== rtl;
    const left = alignRight ? at.right - width : at.left;
    const room = above ? over : under;
    panel.classList.toggle('above', above);
    panel.style.setProperty('--_left', `${clamp(left, GAP, document.documentElement.clientWidth - width - GAP)}px`);
    panel.style.setProperty('--_top', `${Math.max(GAP, at.bottom + GAP)}px`);
    panel.style.setProperty('--_bottom', `${innerHeight - at.top + GAP}px`);
    panel.style.setProperty('--_room', `${Math.max(240, Math.min(room, innerHeight - 2 * GAP))}px`);
  }

  #openMenu(button, notification) {
    this.#closeMenu();
    const { menu } = this.#parts;
    const { t, language } = this.#texts;
    const now = Date.now() / 1000;
    const choices = snoozeTimes(new Date()).map(({ name, until }) => {
      const when = element('span', { class: 'when' }, momentOf(until, now, language));
      const choice = element('button', { type: 'button', role: 'menuitem', class: 'choice', tabindex: '-1' }, t(`snooze.${name}`), when);
      choice.addEventListener('click', () => this.#snooze(notification, until));
      return choice;
    });
    menu.replaceChildren(...choices);
    this.#snoozing = button;
    button.setAttribute('aria-expanded', 'true');
    menu.classList.add('open');
    raise(menu);
    const at = button.getBoundingClientRect();
    const below = at.bottom + 4 + menu.offsetHeight < innerHeight;
    menu.style.setProperty('--_left', `${clamp(at.right - menu.offsetWidth, GAP, innerWidth - menu.offsetWidth - GAP)}px`);
    menu.style.setProperty('--_top', `${below ? at.bottom + 4 : at.top - 4 - menu.offsetHeight}px`);
    this.#snoozingAt = at.top;
    choices[0].focus({ preventScroll: true });
  }

  /** The list scrolls by itself too, to stay where it is when something arrives above. */
  #isMenuAstray() {
    return this.#snoozing !== null && Math.abs(this.#snoozing.getBoundingClientRect().top - this.#snoozingAt) > 1;
  }

  #closeMenu(refocus = false) {
    const button = this.#snoozing;
    if (!button) {
      return;
    }
    const { menu } = this.#parts;
    const focused = menu.contains(this.#root.activeElement);
    this.#snoozing = null;
    button.setAttribute('aria-expanded', 'false');
    if (refocus || focused) {
      button.focus({ preventScroll: true });
    }
    lower(menu);
    menu.classList.remove('open');
  }

  #alongMenu(event) {
    const choices = [...this.#parts.menu.children];
    const at = choices.indexOf(this.#root.activeElement);
    const target = {
      ArrowDown: (at + 1) % choices.length,
      ArrowUp: (at - 1 + choices.length) % choices.length,
      Home: 0,
      End: choices.length - 1,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      choices[target].focus();
    } else if (event.key === 'Tab') {
      this.#closeMenu(true);
    }
  }

  #leaveFeed(forwards) {
    const { more, foot, heading, markAll, all } = this.#parts;
    const after = [more, ...foot.children].find((control) => !control.hidden && control.checkVisibility());
    (forwards ? (after ?? heading) : all.checkVisibility() ? all : markAll).focus();
  }
}

function setHref(link, href) {
  href === null ? link.removeAttribute('href') : link.setAttribute('href', href);
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(value, most));
}

/** To the top layer, above whatever the host page has; browsers that know none have z-index. */
function raise(node) {
  if (node.popover && !node.matches(':popover-open')) {
    node.showPopover();
  }
}

function lower(node) {
  if (node.popover && node.matches(':popover-open')) {
    node.hidePopover();
  }
}

if (globalThis.customElements && !customElements.get('belfry-bell')) {
  customElements.define('belfry-bell', BelfryBell);
}
