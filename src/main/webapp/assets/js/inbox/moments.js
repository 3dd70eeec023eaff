/** Times to come, as they are said, and as a field for date and time has them. Pure: the time zone is the browser's. */

/** "2026-11-21T09:00", by the clock on the wall. */
export function fieldValue(date) {
  const two = (number) => String(number).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Unix seconds of a field's value; null where it is no time after the present one. */
export function laterThan(now, value) {
  const time = new Date(value).getTime();
  return Number.isFinite(time) && time > now.getTime() ? Math.floor(time / 1000) : null;
}

/** "Mon 23 Nov, 09:00". @param {number} seconds Unix */
export function shortTime(seconds, locale) {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(seconds * 1000);
}
