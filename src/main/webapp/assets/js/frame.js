/**
 * What all pages have around them: the header, the form to sign in, the choice of the language. The page itself stands in
 * `#signed-in`, and is shown to those who are.
 */

import './belfry-bell.js';
import { Api } from './api.js';
import { brand } from './brand.js';
import { element, say } from './dom.js';
import { icon, placeIcons } from './icons.js';
import { createSession } from './session.js';
import { createSignIn } from './sign-in.js';
import { chooseLanguage, language, LANGUAGES, locale, placeWords, problemText, t } from './words.js';

const PAGES = { inbox: 'inbox', preferences: 'preferences' };

/**
 * @param {object} options
 * @param {string} options.here `start`, `inbox` or `preferences`
 * @param {(session: object) => void} options.onEnter somebody is signed in, and sees the page
 * @param {() => void} options.onLeave nobody is any more: whatever was theirs must go from the page
 * @returns {{api: Api, session: object, begin: () => Promise<void>, complain: (sentence: string|null) => void}}
 */
export function createFrame({ here, onEnter, onLeave }) {
  const api = new Api();
  const session = createSession({ api, onEnter: enter, onLeave: leave });
  const signIn = createSignIn((...given) => session.signIn(...given));
  const starting = createStarting(begin);
  const page = document.getElementById('signed-in');
  const heading = page.querySelector('h1');
  const error = page.querySelector('#page-error');
  const header = createHeader(here, signOut);

  document.documentElement.lang = locale;
  document.documentElement.dir = 'ltr';
  placeWords(document);
  placeIcons(document);
  page.before(starting.element, signIn.element);
  page.prepend(element('a', { class: 'skip', href: '#content' }, t('frame.skip')), header.element);
  document.body.append(createFooter());

  function show(shown) {
    for (const place of [starting.element, signIn.element, page]) {
      place.hidden = place !== shown;
    }
  }

  async function begin() {
    show(starting.element);
    starting.wait();
    try {
      await session.begin();
    } catch (problem) {
      starting.fail(problemText(problem));
    }
  }

  function enter(found, { bySignIn }) {
    header.greet(found);
    show(page);
    if (bySignIn) {
      heading.focus({ preventScroll: true });
    }
    onEnter(found);
  }

  function leave(ended) {
    onLeave();
    header.forget();
    document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
    document.title = t('signIn.windowTitle');
    say(error, null);
    show(signIn.element);
    signIn.open(ended ? t('signIn.ended') : null);
  }

  async function signOut() {
    try {
      await session.signOut();
    } catch (problem) {
      say(error, t('frame.stillSignedIn', { why: problemText(problem) }));
    }
  }

  return { api, session, begin, header, complain: (sentence) => say(error, sentence) };
}

function createStarting(onRetry) {
  const text = element('p', { id: 'starting-text', class: 'quiet', role: 'status' });
  const retry = element('button', { id: 'starting-retry', class: 'button', type: 'button', hidden: '' }, t('retry'));
  retry.addEventListener('click', onRetry);
  return {
    element: element(
      'main',
      { id: 'starting', class: 'centred', hidden: '' },
      element('h1', { class: 'visually-hidden' }, 'Belfry'),
      text,
      retry,
    ),
    wait() {
      text.textContent = t('loading');
      retry.hidden = true;
    },
    fail(sentence) {
      text.textContent = sentence;
      retry.hidden = false;
    },
  };
}

function createHeader(here, onSignOut) {
  const who = element('p', { id: 'who', class: 'who', dir: 'auto' });
  const bellPlace = element('div', { class: 'bell-place' });
  const signOut = element(
    'button',
    { id: 'sign-out', class: 'button button-plain', type: 'button', 'aria-label': t('frame.signOut') },
    icon('leave'),
    element('span', { class: 'label' }, t('frame.signOut')),
  );
  signOut.addEventListener('click', onSignOut);
  const toConsole = element('a', { href: 'console', hidden: '' }, t('frame.console'));
  const links = Object.entries(PAGES).map(([name, address]) =>
    element('a', { href: address, 'aria-current': name === here ? 'page' : null }, t(`frame.${name}`)),
  );
  return {
    element: element(
      'header',
      { class: 'top' },
      element(
        'div',
        { class: 'top-inner' },
        element('a', { class: 'brand', href: './', 'aria-current': here === 'start' ? 'page' : null }, ...brand()),
        element('nav', { class: 'pages', 'aria-label': t('frame.pages') }, ...links, toConsole),
        bellPlace,
        who,
        signOut,
      ),
    ),
    greet({ account, organization, role }) {
      toConsole.hidden = role !== 'admin';
      who.textContent = account;
      who.title = organization ? `${account}, ${organization}` : account;
      // Made anew for everybody: nothing of one person stays in it for the next.
      bellPlace.replaceChildren(element('belfry-bell', { id: 'bell' }));
    },
    forget() {
      toConsole.hidden = true;
      who.textContent = '';
      who.removeAttribute('title');
      bellPlace.replaceChildren();
    },
  };
}

function createFooter() {
  const choice = element('select', { id: 'language' });
  for (const [code, name] of Object.entries(LANGUAGES)) {
    choice.append(element('option', { value: code, lang: code, selected: code === language ? '' : null }, name));
  }
  choice.addEventListener('change', () => chooseLanguage(choice.value));
  return element(
    'footer',
    { class: 'foot' },
    element('label', { for: 'language' }, t('frame.language')),
    choice,
    element('a', { href: 'openapi' }, t('frame.api')),
  );
}
