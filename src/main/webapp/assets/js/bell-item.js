/** One notification in the bell's feed. Updates in place: what has the focus stays where it is. */

import { element, foreign, readable } from './dom.js';
import { categoryIcon, icon } from './icons.js';
import { safeLink } from './links.js';
import { exactTime, isoTime, relativeTime } from './time.js';

const KNOWN_PRIORITIES = new Set(['low', 'medium', 'high', 'critical']);
const HUES = 6;

/**
 * @param {object} first
 * @param {object} options
 * @param {object} options.texts
 * @param {number} options.now Unix seconds
 * @param {string|null} options.linkTarget
 */
export function createItem(first, { texts, now, linkTarget }) {
  const { t } = texts;
  let notification = null;
  const titleId = `title-${first.id}`;
  const textId = `text-${first.id}`;

  const avatar = element('div', { class: 'avatar', 'aria-hidden': 'true' });
  const unread = element('span', { class: 'hidden-text' });
  const title = element('h3', { class: 'title', part: 'title', id: titleId });
  const message = element('p', { class: 'message', dir: 'auto' });
  const time = element('time', { class: 'time' });
  const meta = element('p', { class: 'meta' });
  const body = element('div', { class: 'body', id: textId }, message, meta);
  const dot = element('span', { class: 'dot', 'aria-hidden': 'true' });
  const read = tool('toggle-read');
  const archive = tool('archive');
  const snooze = tool('snooze');
  snooze.setAttribute('aria-haspopup', 'menu');
  snooze.setAttribute('aria-expanded', 'false');
  const tools = element('div', { class: 'tools', role: 'toolbar', part: 'tools' }, read, archive, snooze);
  const article = element(
    'article',
    {
      class: 'item',
      part: 'item',
      tabindex: '0',
      'data-id': first.id,
      'aria-labelledby': titleId,
      'aria-describedby': textId,
    },
    avatar,
    element('div', { class: 'text' }, title, body),
    dot,
    tools,
  );

  function tool(name) {
    // One stop for the three; arrows go from one to the next.
    return element('button', { type: 'button', class: `tool ${name}`, 'data-action': name, tabindex: '-1' });
  }

  function label(button, name, sentence) {
    if (button.dataset.icon !== name) {
      button.dataset.icon = name;
      button.replaceChildren(icon(name));
    }
    button.title = sentence;
    button.setAttribute('aria-label', sentence);
  }

  function tick(at) {
    const words = relativeTime(notification.created_at, at, texts.language, t('time.now'));
    if (time.textContent !== words) {
      time.textContent = words;
    }
  }

  function update(latest, at) {
    if (latest === notification) {
      return;
    }
    notification = latest;
    const isRead = notification.read_at !== null && notification.read_at !== undefined;
    article.dataset.read = String(isRead);
    article.setAttribute('part', isRead ? 'item' : 'item item-unread');
    article.dataset.priority = KNOWN_PRIORITIES.has(notification.priority) ? notification.priority : 'medium';
    drawAvatar();
    unread.textContent = isRead ? '' : `${t('item.unread')}: `;
    drawTitle(isRead);
    message.textContent = String(notification.message ?? '');
    message.hidden = message.textContent === '';
    time.dateTime = isoTime(notification.created_at);
    time.title = exactTime(notification.created_at, texts.language);
    drawMeta();
    label(read, isRead ? 'envelope' : 'check', t(isRead ? 'action.unread' : 'action.read'));
    label(archive, 'archive', t('action.archive'));
    label(snooze, 'snooze', t('action.snooze'));
    tools.setAttribute('aria-label', `${t('item.actions')}: ${notification.title}`);
    if (!tools.querySelector('[tabindex="0"]')) {
      read.tabIndex = 0;
    }
    tick(at);
  }

  function drawAvatar() {
    const kind = categoryIcon(notification.category ?? notification.type);
    const name = String(notification.actor ?? '').trim();
    if (name === '') {
      avatar.className = 'avatar';
      avatar.replaceChildren(kind);
    } else {
      avatar.className = `avatar hue-${hueOf(name)}`;
      avatar.replaceChildren(
        element('span', { class: 'initials' }, initialsOf(name)),
        element('span', { class: 'kind' }, kind),
      );
    }
  }

  /** A link where there is somewhere to go, a button where a click only marks it read, else text. */
  function drawTitle(isRead) {
    const link = safeLink(notification.link, document.baseURI);
    const tag = link ? 'a' : isRead ? 'span' : 'button';
    let control = title.querySelector('.go');
    if (control?.localName !== tag) {
      const hadFocus = control !== null && control === title.getRootNode().activeElement;
      control = element(tag, { class: 'go', dir: 'auto', type: tag === 'button' ? 'button' : null });
      title.replaceChildren(unread, control);
      if (hadFocus) {
        article.focus({ preventScroll: true });
      }
    }
    if (link) {
      control.href = link.href;
      control.rel = 'noopener noreferrer';
      control.target = linkTarget ?? '';
    }
    const words = String(notification.title ?? '');
    if (control.textContent !== words) {
      control.textContent = words;
    }
  }

  function drawMeta() {
    const parts = [time];
    const { priority } = article.dataset;
    if (priority === 'high' || priority === 'critical') {
      parts.push(element('span', { class: 'priority' }, icon(priority), t(`priority.${priority}`)));
    }
    if (notification.actor) {
      parts.push(theirs('actor', notification.actor));
    }
    if (notification.category) {
      parts.push(theirs('category', readable(notification.category)));
    }
    const source = notification.source;
    if (source?.status) {
      const titleNamesSource = !source.title || String(notification.title).includes(source.title);
      const status = readable(source.status);
      parts.push(theirs('source', titleNamesSource ? status : `${source.title}: ${status}`));
    }
    if (notification.occurrences > 1) {
      parts.push(element('span', { class: 'occurrences' }, icon('repeat'), t('item.times', { count: notification.occurrences })));
    }
    meta.replaceChildren(...parts);
  }

  update(first, now);
  return {
    element: article,
    snooze,
    update,
    tick,
    get notification() {
      return notification;
    },
  };
}

/** A word of somebody else's within our line, which keeps its own direction. */
function theirs(className, text) {
  return element('span', { class: className }, foreign('bdi', '', text));
}

/** "Ada Lovelace" → "AL", "nightly-etl" → "NE", "ada" → "A" */
function initialsOf(name) {
  const words = name.split(/[\s._@-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join('').toUpperCase();
}

/** The same colour for the same name, everywhere. */
function hueOf(name) {
  return [...name].reduce((sum, letter) => (sum * 37 + letter.codePointAt(0)) % 9973, 7) % HUES;
}
