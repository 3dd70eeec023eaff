/** The start page: what there is, and something to try. */

import { element, say } from './dom.js';
import { createFrame } from './frame.js';
import { createSendForm } from './send.js';
import { t } from './words.js';

const SENDERS = new Set(['operator', 'admin']);

const $ = (id) => document.getElementById(id);

const frame = createFrame({ here: 'start', onEnter: enter, onLeave: leave });
const sendForm = createSendForm({
  form: $('send-form'),
  result: $('send-result'),
  error: $('send-error'),
  api: frame.api,
  session: () => frame.session.current,
});

function enter({ account, role }) {
  document.title = t('start.windowTitle');
  $('title').textContent = t('start.welcome', { name: account });
  $('send').hidden = !SENDERS.has(role);
}

function leave() {
  $('title').textContent = '';
  $('send').hidden = true;
  sendForm.reset();
}

/** The two lines that put the bell into a page. */
function embedding() {
  const script = new URL('belfry-bell.js', location.href).href;
  return `<script type="module" src="${script}"></script>\n<belfry-bell></belfry-bell>`;
}

async function copy() {
  try {
    await navigator.clipboard.writeText(embedding());
    say($('copied'), t('embed.copied'));
  } catch {
    // Not over plain HTTP, or forbidden.
    getSelection().selectAllChildren($('embed-code'));
    say($('copied'), t('embed.notCopied'));
  }
}

$('embed-code').replaceChildren(element('code', {}, embedding()));
$('copy').addEventListener('click', copy);
frame.begin();
