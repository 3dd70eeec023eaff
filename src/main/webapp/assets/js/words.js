/** What our own pages say, in the reader's language. */

import { readable } from './dom.js';
import { PAGE_TEXTS } from './page-texts.js';
import { remember, remembered } from './settings.js';
import { COMMON_TEXTS, createTexts } from './texts.js';

/** Each language by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' };

const SETTING = 'language';

const baseOf = (tag) => String(tag ?? '').toLowerCase().split('-')[0];

function choose(wanted) {
  return wanted.map(baseOf).find((code) => Object.hasOwn(LANGUAGES, code)) ?? 'en';
}

/** The one that was chosen here, else the first of the browser's that there is, else English. */
export const language = choose([remembered(SETTING), ...navigator.languages]);

/** The same as the browser knows it, with a country: times and numbers are written as they are there. */
export const locale = navigator.languages.find((tag) => baseOf(tag) === language) ?? language;

export const texts = createTexts({ language: locale, packs: [COMMON_TEXTS, PAGE_TEXTS] });

export const { t, problem: problemText } = texts;

/** Fills a page's own places: `data-text`, and `data-label`, `data-hint` for the attributes aria-label and placeholder. */
export function placeWords(root) {
  root.querySelectorAll('[data-text]').forEach((place) => (place.textContent = t(place.dataset.text)));
  root.querySelectorAll('[data-label]').forEach((place) => place.setAttribute('aria-label', t(place.dataset.label)));
  root.querySelectorAll('[data-hint]').forEach((place) => place.setAttribute('placeholder', t(place.dataset.hint)));
}

/** The category's name, or its code in a readable form. */
export function categoryName(code) {
  const key = `category.${code}`;
  return texts.has(key) ? t(key) : readable(code);
}

/** The page is read again in it; whoever is signed in stays so. */
export function chooseLanguage(code) {
  remember(SETTING, code);
  // For the pages that the server writes.
  document.cookie = `belfry_language=${code}; path=/; max-age=31536000; SameSite=Lax`;
  location.reload();
}
