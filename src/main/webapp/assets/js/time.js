/** Moments as people say them. Pure: the present is a parameter. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** The hour of the local clock at which a morning begins. */
const MORNING = 8;

/**
 * @param {number} then Unix seconds
 * @param {number} now Unix seconds
 * @param {string} [locale]
 * @param {string} [justNow] the words for less than a minute
 */
export function relativeTime(then, now, locale = 'en', justNow = 'just now') {
  if (!representable(then)) {
    return '';
  }
  // A clock a little behind the server's must not make things happen in the future.
  const age = Math.max(0, now - then);
  if (age < 45) {
    return justNow;
  }
  if (age >= WEEK) {
    const sameYear = new Date(then * 1000).getFullYear() === new Date(now * 1000).getFullYear();
    return new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    }).format(then * 1000);
  }
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (age < HOUR) {
    return words.format(-Math.max(1, Math.min(59, Math.round(age / MINUTE))), 'minute');
  }
  if (age < DAY) {
    return words.format(-Math.min(23, Math.round(age / HOUR)), 'hour');
  }
  return words.format(-Math.min(6, Math.round(age / DAY)), 'day');
}

/** The full local date and time, for a tooltip. */
export function exactTime(seconds, locale = 'en') {
  return representable(seconds)
    ? new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(seconds * 1000)
    : '';
}

/** For a time element's datetime attribute. */
export function isoTime(seconds) {
  return representable(seconds) ? new Date(seconds * 1000).toISOString() : '';
}

/**
 * Until when one may snooze: an hour, tomorrow morning, Monday morning; the mornings by the local clock.
 *
 * @param {Date} now
 * @returns {Array<{name: 'hour'|'tomorrow'|'week', until: number}>} Unix seconds
 */
export function snoozeTimes(now) {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
  const monday = new Date(now.getFullYear(), now.getMonth(), now.getDate() + (((8 - now.getDay()) % 7) || 7), MORNING);
  const seconds = (date) => Math.floor(date.getTime() / 1000);
  return [
    { name: 'hour', until: seconds(now) + HOUR },
    { name: 'tomorrow', until: seconds(tomorrow) },
    { name: 'week', until: seconds(monday) },
  ];
}

/** A moment to come, as short as it can be said: "14:05", "Tue 08:00". */
export function momentOf(seconds, now, locale = 'en') {
  const sameDay = new Date(seconds * 1000).toDateString() === new Date(now * 1000).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { weekday: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(seconds * 1000);
}

/** Dates end at 8.64e12 seconds; one absurd value must not take the whole list down. */
function representable(seconds) {
  return Number.isFinite(seconds) && Math.abs(seconds) <= 8.64e12;
}
