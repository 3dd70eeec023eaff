/** Tells a screen reader of new notifications: one sentence for all that came within a moment. */

import { createTexts } from './texts.js';

const MOMENT = 800;

/**
 * @param {HTMLElement} region a live region
 * @param {() => object} [texts] asked for each sentence
 */
export function createAnnouncer(region, texts = () => createTexts()) {
  let waiting = [];
  let timer;

  function speak() {
    timer = undefined;
    region.textContent =
      waiting.length === 1
        ? texts().t('arrived.one', { title: waiting[0] })
        : texts().t('arrived.many', { count: waiting.length });
    waiting = [];
  }

  return {
    arrived(notification) {
      waiting.push(String(notification.title ?? ''));
      timer ??= setTimeout(speak, MOMENT);
    },
    /** A sentence of its own, as of an action that was carried out. */
    announce(sentence) {
      region.textContent = sentence;
    },
    silence() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
      region.textContent = '';
    },
  };
}
