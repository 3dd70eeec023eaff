/**
 * Draws what is being written as its reader will see it, a moment after each change. The page has a form inside .previewed, and says
 * what draws anew: the remote command drawPreview and, for what stands in .reaching, drawReach.
 */
(() => {
  'use strict';

  const MOMENT = 350;
  const timers = new Map();

  function soon(command) {
    clearTimeout(timers.get(command));
    timers.set(command, setTimeout(() => window[command]?.(), MOMENT));
  }

  /** The e-mail in its own frame, as high as it is. */
  function showLetters() {
    document.querySelectorAll('iframe.letter').forEach((frame) => {
      const source = frame.closest('.preview').querySelector('template.letter-source');
      const html = source && source.content.textContent;
      frame.hidden = !html;
      if (html && frame.srcdoc !== html) {
        frame.srcdoc = html;
      }
    });
  }

  function fit(frame) {
    const letter = frame.contentDocument?.documentElement;
    if (letter) {
      frame.style.blockSize = '0';
      frame.style.blockSize = `${letter.scrollHeight}px`;
    }
  }

  // It does not bubble, but it can be caught on its way down; the frames come and go.
  document.addEventListener('load', (event) => event.target.matches?.('iframe.letter') && fit(event.target), true);
  window.addEventListener('resize', () => document.querySelectorAll('iframe.letter').forEach(fit));

  document.addEventListener('input', (event) => {
    if (event.target.closest('.unseen') || !event.target.closest('.previewed')) {
      return;
    }
    soon(event.target.closest('.reaching') ? 'drawReach' : 'drawPreview');
  });

  window.jQuery(document).on('pfAjaxComplete', showLetters);
  showLetters();
})();
