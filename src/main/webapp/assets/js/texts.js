/**
 * What is said to people, in their language. Pure, but for {@link languageOf}.
 *
 * A pack is `{en: {key: text}, de: {key: text}}`. A text may hold places, `{name}`; a text with a number has a form for
 * each plural category of its language, `{one: '…', other: '…'}`, chosen by the value `count`.
 */

/** What more than one view says. */
export const COMMON_TEXTS = {
  en: {
    'time.now': 'just now',
    'problem.unreachable': 'The server is not reachable.',
    'problem.unreadable': 'The server sent an invalid response.',
    'problem.server': 'Something went wrong on the server.',
    'problem.busy': 'Too many requests. Try again in a moment.',
    'problem.unknown': 'The request failed.',
    'priority.low': 'Low priority',
    'priority.medium': 'Medium priority',
    'priority.high': 'High priority',
    'priority.critical': 'Critical',
    'arrived.one': 'New notification: {title}',
    'arrived.many': { one: '{count} new notification', other: '{count} new notifications' },
  },
  de: {
    'time.now': 'gerade eben',
    'problem.unreachable': 'Der Server ist nicht erreichbar.',
    'problem.unreadable': 'Der Server hat eine ungültige Antwort gesendet.',
    'problem.server': 'Auf dem Server ist ein Fehler aufgetreten.',
    'problem.busy': 'Zu viele Anfragen. Versuchen Sie es gleich erneut.',
    'problem.unknown': 'Die Anfrage ist fehlgeschlagen.',
    'priority.low': 'Niedrige Priorität',
    'priority.medium': 'Mittlere Priorität',
    'priority.high': 'Hohe Priorität',
    'priority.critical': 'Kritisch',
    'arrived.one': 'Neue Benachrichtigung: {title}',
    'arrived.many': { one: '{count} neue Benachrichtigung', other: '{count} neue Benachrichtigungen' },
  },
};

/**
 * @param {object} [options]
 * @param {string} [options.language] a BCP 47 tag; English where no pack has it and nothing is overridden
 * @param {Array<object>} [options.packs] later ones go before earlier ones
 * @param {Record<string, string|object>} [options.overrides] by key, in the wanted language
 */
export function createTexts({ language = 'en', packs = [COMMON_TEXTS], overrides = {} } = {}) {
  const wanted = valid(language) ?? 'en';
  const base = wanted.split('-')[0];
  const shipped = packs.some((pack) => pack[wanted] || pack[base]);
  // Times in one language and words in another would read badly.
  const spoken = shipped || Object.keys(overrides).length > 0 ? wanted : 'en';
  const texts = Object.assign({}, ...packs.map((pack) => ({ ...pack.en, ...pack[base], ...pack[wanted] })), overrides);
  const plurals = new Intl.PluralRules(spoken);
  const numbers = new Intl.NumberFormat(spoken);

  /** @returns {string} the key itself where there is no such text */
  function t(key, values = {}) {
    let text = texts[key];
    if (text !== null && typeof text === 'object') {
      text = text[plurals.select(values.count ?? 0)] ?? text.other;
    }
    return String(text ?? key).replace(/\{(\w+)\}/g, (place, name) => shown(values[name] ?? place));
  }

  function shown(value) {
    return typeof value === 'number' ? numbers.format(value) : String(value);
  }

  return {
    /** For Intl, and for the `lang` of what is shown. */
    language: spoken,
    t,
    /** Is there such a text? */
    has: (key) => texts[key] !== undefined,
    /** A failure of the Api in a sentence. What the server said of a wrong call is its own, and in English. */
    problem(problem) {
      if (problem?.kind) {
        return t(`problem.${problem.kind}`);
      }
      if (problem?.status === 429) {
        return t('problem.busy');
      }
      if (problem?.status >= 500) {
        return t('problem.server');
      }
      return problem?.detail ?? t('problem.unknown');
    },
  };
}

/** The language of an element: its own `lang`, or that of the nearest element around it, or the browser's. */
export function languageOf(element) {
  const browser = globalThis.navigator?.language ?? 'en';
  for (let at = element; at; at = at.getRootNode().host) {
    const found = at.closest('[lang]:not([lang=""])');
    if (found) {
      // "en" says nothing of how times are written; the browser does where it is of one mind.
      return browser.startsWith(`${found.lang}-`) ? browser : found.lang;
    }
  }
  return browser;
}

function valid(language) {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? null;
  } catch {
    return null;
  }
}
