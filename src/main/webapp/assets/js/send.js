/** "Send yourself a test event", and what was decided about it, channel by channel. */

import { element, foreign, readable, say } from './dom.js';
import { icon } from './icons.js';
import { problemText, t } from './words.js';

const ICONS = { in_app: 'bell', email: 'envelope', webhook: 'hook' };
const FIELDS = ['title', 'message', 'priority', 'link'];

/**
 * @param {object} options
 * @param {HTMLFormElement} options.form
 * @param {HTMLElement} options.result
 * @param {HTMLElement} options.error
 * @param {import('./api.js').Api} options.api
 * @param {() => object|null} options.session
 */
export function createSendForm({ form, result, error, api, session }) {
  const submit = form.querySelector('[type="submit"]');
  let attempt = null;
  let busy = false;
  let turn = 0;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy || !session()) {
      return;
    }
    const mine = ++turn;
    setBusy(true);
    clearProblems();
    result.replaceChildren(element('p', { class: 'quiet' }, t('send.sending')));
    try {
      const body = compose();
      const answer = await api.sendEvent(body, keyFor(body));
      attempt = null;
      form.elements.title.value = '';
      form.elements.message.value = '';
      form.elements.link.value = '';
      await explain(answer, mine);
      result.scrollIntoView({ block: 'nearest' });
    } catch (problem) {
      if (mine === turn) {
        // What was answered is decided; only an attempt without an answer is repeated under its key.
        if (problem.status > 0 && problem.status < 500) {
          attempt = null;
        }
        result.replaceChildren();
        showProblem(problem);
      }
    } finally {
      setBusy(false);
    }
  });

  function compose() {
    const value = (name) => form.elements[name].value.trim();
    const { account, recipient } = session();
    const body = {
      type: 'system_message',
      recipients: [recipient],
      title: value('title'),
      priority: value('priority'),
      actor: account,
    };
    if (value('message')) {
      body.message = value('message');
    }
    if (value('link')) {
      body.link = value('link');
    }
    return body;
  }

  function keyFor(body) {
    const text = JSON.stringify(body);
    if (attempt?.text !== text) {
      attempt = { text, key: randomKey() };
    }
    return attempt.key;
  }

  async function explain(answer, mine) {
    let decisions;
    try {
      decisions = (await api.event(answer.id)).recipients ?? [];
    } catch (problem) {
      if (mine === turn) {
        const channels = (answer.outcomes ?? []).flatMap((outcome) => outcome.channels ?? []);
        result.replaceChildren(
          element('p', { class: 'sent' }, t('send.sent')),
          element('p', { class: 'quiet' }, t('send.channels', { channels: channels.map(channelName).join(', ') || t('send.none') })),
          foreign('p', 'quiet', t('send.unknown', { why: problemText(problem) })),
        );
      }
      return;
    }
    if (mine === turn) {
      showDecisions(decisions, answer, mine);
    }
  }

  function showDecisions(decisions, answer, mine) {
    const rows = decisions.flatMap((decision) => (decision.channels ?? []).map(channelRow));
    const checkAgain = element('button', { type: 'button', class: 'button', id: 'send-check' }, t('send.again'));
    checkAgain.addEventListener('click', async () => {
      checkAgain.setAttribute('aria-busy', 'true');
      await explain(answer, mine);
      document.getElementById('send-check')?.focus();
    });
    result.replaceChildren(
      element('p', { class: 'sent' }, t('send.decided')),
      rows.length > 0
        ? element('ul', { class: 'decisions', role: 'list' }, ...rows)
        : element('p', {}, t('send.noChannel')),
      checkAgain,
    );
  }

  function channelRow({ channel, decision, explanation, delivery }) {
    const states = [decision, delivery?.state].filter(Boolean).map(readable).join(' · ');
    const words = element(
      'div',
      { class: 'decision-words' },
      element(
        'p',
        { class: 'decision-head' },
        element('strong', {}, channelName(channel)),
        foreign('span', 'decision', states),
      ),
    );
    if (explanation) {
      words.append(foreign('p', 'explanation', explanation));
    }
    return element(
      'li',
      { 'data-channel': channel, 'data-decision': decision ?? '' },
      icon(ICONS[channel] ?? 'hook'),
      words,
    );
  }

  function showProblem(problem) {
    let first = null;
    const rest = [];
    for (const { field, message } of problem.violations) {
      const name = FIELDS.find((known) => known === field);
      if (name) {
        const input = form.elements[name];
        say(document.getElementById(`${input.id}-problem`), message);
        input.setAttribute('aria-invalid', 'true');
        first ??= input;
      } else if (message) {
        rest.push(message);
      }
    }
    const sentence = problemText(problem);
    say(error, [sentence, ...rest.filter((text) => text !== sentence)].join(' '));
    first?.focus();
  }

  function clearProblems() {
    say(error, null);
    for (const name of FIELDS) {
      const input = form.elements[name];
      input.removeAttribute('aria-invalid');
      say(document.getElementById(`${input.id}-problem`), null);
    }
  }

  function setBusy(value) {
    busy = value;
    submit.setAttribute('aria-disabled', String(value));
  }

  return {
    reset() {
      turn++;
      attempt = null;
      form.reset();
      clearProblems();
      result.replaceChildren();
    },
  };
}

function channelName(channel) {
  return Object.hasOwn(ICONS, channel) ? t(`send.channel.${channel}`) : readable(channel);
}

/** randomUUID exists only under HTTPS and on localhost. */
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
