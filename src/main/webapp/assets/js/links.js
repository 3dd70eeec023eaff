/** Which links of a notification may be followed. Pure: knows nothing of the DOM. */

const ABSOLUTE = /^https?:\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
// Browsers drop these while parsing an address, so "java\nscript:" would otherwise pass the scheme test.
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * @param {unknown} raw the link as it came over the wire
 * @param {string} base the page's own address, against which a relative link is resolved
 * @returns {{href: string, host: string|null}|null} host only where the link leaves this site; null where there is
 *     nothing to follow safely
 */
export function safeLink(raw, base) {
  if (typeof raw !== 'string') {
    return null;
  }
  const text = raw.trim();
  if (text === '' || CONTROL.test(text)) {
    return null;
  }
  const absolute = ABSOLUTE.test(text);
  if (!absolute && SCHEME.test(text)) {
    return null;
  }
  let url;
  let origin;
  try {
    url = new URL(text, base);
    origin = new URL(base).origin;
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return null;
  }
  if (url.origin === origin) {
    return { href: url.href, host: null };
  }
  // "//host" and "/\host" look relative and are not.
  return absolute ? { href: url.href, host: url.host } : null;
}
