/** One notification in the list. What has the focus in it keeps its node when the notification changes. */

import { element, foreign, readable } from '../dom.js';
import { categoryIcon, icon } from '../icons.js';
import { safeLink } from '../links.js';
import { stateOf } from '../store.js';
import { exactTime, isoTime, relativeTime } from '../time.js';
import { categoryName, locale, t } from '../words.js';
import { shortTime } from './moments.js';

const PRIORITIES = new Set(['low', 'medium', 'high', 'critical']);

/** What can be done with a notification, by where it lies. */
const ACTIONS = {
  inbox: (read) => [read ? 'unread' : 'read', 'archive', 'snooze'],
  snoozed: () => ['restore', 'archive', 'snooze'],
  archived: () => ['restore'],
};

const ICONS = { read: 'check', unread: 'envelope', archive: 'archive', restore: 'back', snooze: 'schedule' };

/** @param {number} now Unix seconds */
export function createRow(first, now) {
  let notification = null;
  const id = `notification-${first.id}`;
  const time = element('time', { class: 'time' });
  const select = element('input', { type: 'checkbox', class: 'select-box', autocomplete: 'off' });
  const category = element('span', { class: 'category-icon' });
  const body = element('div', { class: 'body' });
  const actions = element('div', { class: 'actions' });
  const row = element(
    'article',
    { class: 'notification', tabindex: '-1', 'data-id': first.id, 'aria-labelledby': `${id}-title` },
    element('label', { class: 'select' }, select),
    category,
    body,
    actions,
  );

  function tick(at) {
    const words = relativeTime(notification.created_at, at, locale, t('time.now'));
    if (time.textContent !== words) {
      time.textContent = words;
    }
  }

  function update(latest, at) {
    if (latest === notification) {
      return;
    }
    notification = latest;
    const read = notification.read_at !== null && notification.read_at !== undefined;
    row.dataset.read = String(read);
    row.dataset.priority = PRIORITIES.has(notification.priority) ? notification.priority : 'medium';
    row.dataset.type = String(notification.type ?? '');
    category.replaceChildren(categoryIcon(notification.category ?? notification.type));
    time.dateTime = isoTime(notification.created_at);
    time.title = exactTime(notification.created_at, locale);
    select.setAttribute('aria-label', t('item.select', { title: String(notification.title) }));
    describe(read);
    offer(ACTIONS[stateOf(notification)](read));
    tick(at);
  }

  /** The buttons keep their nodes by their place: "read" becomes "unread" under the finger. */
  function offer(offered) {
    offered.forEach((action, place) => {
      let button = actions.children[place];
      if (!button) {
        button = element('button', { type: 'button', class: 'button button-quiet action' });
        actions.append(button);
      }
      const name = t(`do.${action}`);
      button.dataset.do = action;
      button.setAttribute('aria-label', t('item.do', { action: name, title: String(notification.title) }));
      button.title = name;
      action === 'snooze' ? button.setAttribute('aria-haspopup', 'dialog') : button.removeAttribute('aria-haspopup');
      button.replaceChildren(icon(ICONS[action]));
    });
    while (actions.children.length > offered.length) {
      actions.lastElementChild.remove();
    }
  }

  function describe(read) {
    const link = safeLink(notification.link, document.baseURI);
    const held = body.querySelector('.title a');
    let title;
    if (link) {
      title = held ?? element('a', { rel: 'noopener noreferrer' });
      if (title.getAttribute('href') !== link.href) {
        title.setAttribute('href', link.href);
      }
    } else {
      title = element('span');
    }
    title.dir = 'auto';
    const words = String(notification.title ?? '');
    if (title.textContent !== words) {
      title.textContent = words;
    }
    let heading = body.querySelector('.title');
    if (!heading) {
      heading = element('h2', { class: 'title', id: `${id}-title` });
      body.append(heading);
    }
    heading.querySelector('.visually-hidden')?.remove();
    if (title.parentNode !== heading) {
      heading.replaceChildren(title);
    }
    if (!read) {
      heading.prepend(element('span', { class: 'visually-hidden' }, t('item.unread')));
    }
    while (heading.nextSibling) {
      heading.nextSibling.remove();
    }
    if (notification.message) {
      body.append(element('p', { class: 'message', id: `${id}-message`, dir: 'auto' }, String(notification.message)));
    }
    body.append(meta(link));
    row.setAttribute('aria-describedby', notification.message ? `${id}-message ${id}-meta` : `${id}-meta`);
  }

  function meta(link) {
    const priority = row.dataset.priority;
    const line = element('p', { class: 'meta', id: `${id}-meta` }, time);
    if (notification.snoozed_until) {
      line.append(element('span', { class: 'until' }, icon('schedule'), t('item.until', { time: shortTime(notification.snoozed_until, locale) })));
    }
    if (notification.category) {
      line.append(foreign('span', 'category', categoryName(notification.category)));
    }
    line.append(element('span', { class: 'priority' }, icon(priority), t(`priority.${priority}`)));
    if (notification.occurrences > 1) {
      line.append(
        element('span', { class: 'occurrences' }, icon('repeat'), t('item.times', { count: notification.occurrences })),
      );
    }
    const source = notification.source;
    if (source?.title && source.title !== notification.title) {
      line.append(
        foreign('span', 'source', source.status ? `${source.title} (${readable(source.status)})` : source.title),
      );
    }
    if (notification.actor) {
      line.append(element('span', { class: 'actor' }, icon('person'), foreign('bdi', '', notification.actor)));
    }
    if (link?.host) {
      line.append(element('span', { class: 'host' }, icon('outside'), foreign('bdi', '', link.host)));
    }
    return line;
  }

  update(first, now);
  return {
    element: row,
    update,
    tick,
    /** @param {number} size of the list, -1 where there is more to load */
    place(position, size) {
      row.setAttribute('aria-posinset', String(position));
      row.setAttribute('aria-setsize', String(size));
    },
    select(on) {
      select.checked = on;
      row.dataset.selected = String(on);
    },
  };
}
