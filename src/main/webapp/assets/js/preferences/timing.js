/** When, and in which language: digest, quiet hours, time zone, language. Each saves itself. */

import { element } from '../dom.js';
import { locale, t } from '../words.js';
import { createField } from './field.js';

/** What is offered where nothing was chosen yet. */
const NIGHT = { start: '22:00', end: '07:00' };
const MORNING = '08:00';

/** Languages in which notifications are written. */
const WRITTEN_IN = ['en', 'de'];

const $ = (id) => document.getElementById(id);

/** @param {(change: object) => Promise<void>} save */
export function createTiming(save) {
  const fields = {
    digest: fieldOf('digest', 'digest', [$('digest-at')]),
    quiet: fieldOf('quiet_hours', 'quiet', [$('quiet-start'), $('quiet-end')]),
    zone: fieldOf('time_zone', 'zone', [$('time-zone')]),
    locale: fieldOf('locale', 'locale', [$('locale')]),
  };
  let held = null;

  const radios = [...document.querySelectorAll('input[name="digest"]')];
  radios.forEach((radio) => radio.addEventListener('change', saveDigest));
  $('digest-at').addEventListener('change', saveDigest);
  $('quiet-on').addEventListener('change', saveQuietHours);
  $('quiet-start').addEventListener('change', saveQuietHours);
  $('quiet-end').addEventListener('change', saveQuietHours);
  $('time-zone').addEventListener('change', () => {
    fields.zone.follow(save({ time_zone: $('time-zone').value || null }), putBack);
    showTime();
  });
  $('locale').addEventListener('change', () =>
    fields.locale.follow(save({ locale: $('locale').value || null }), putBack),
  );

  function saveDigest() {
    const every = radios.find((radio) => radio.checked).value;
    $('digest-time').hidden = every !== 'day';
    if (every !== 'day') {
      fields.digest.follow(save({ digest: every === 'off' ? null : { every } }), putBack);
    } else if ($('digest-at').value === '') {
      fields.digest.complain(t('time.missing', { example: MORNING }));
    } else {
      fields.digest.follow(save({ digest: { every, at: $('digest-at').value } }), putBack);
    }
  }

  function saveQuietHours() {
    const on = $('quiet-on').checked;
    const [start, end] = [$('quiet-start').value, $('quiet-end').value];
    $('quiet-times').hidden = !on;
    if (!on) {
      fields.quiet.follow(save({ quiet_hours: null }), putBack);
    } else if (start === '' || end === '') {
      fields.quiet.complain(t('time.missing', { example: start === '' ? NIGHT.start : NIGHT.end }));
    } else if (start === end) {
      fields.quiet.complain(t('quiet.same'));
    } else {
      fields.quiet.follow(save({ quiet_hours: { start, end } }), putBack);
    }
  }

  function putBack() {
    show(held);
  }

  function show(preferences) {
    held = preferences;
    const { digest, quiet_hours: quiet, time_zone: zone, locale: spoken } = preferences;
    radios.forEach((radio) => (radio.checked = radio.value === (digest?.every ?? 'off')));
    $('digest-time').hidden = digest?.every !== 'day';
    $('digest-at').value = digest?.at ?? ($('digest-at').value || MORNING);
    $('quiet-on').checked = quiet !== null;
    $('quiet-times').hidden = quiet === null;
    $('quiet-start').value = quiet?.start ?? ($('quiet-start').value || NIGHT.start);
    $('quiet-end').value = quiet?.end ?? ($('quiet-end').value || NIGHT.end);
    offer($('time-zone'), [['', t('zone.none')], ...zones(zone)], zone);
    offer($('locale'), [['', t('locale.none')], ...locales(spoken)], spoken);
    showTime();
  }

  /** Whoever sees the time there sees whether it is the right one. */
  function showTime() {
    const zone = $('time-zone').value;
    const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone || 'UTC' }).format();
    const { timeZone: here } = Intl.DateTimeFormat().resolvedOptions();
    const suggestion = zone === '' && here && here !== 'UTC' ? ` ${t('zone.suggest', { zone: here })}` : '';
    $('zone-note').textContent = t('zone.here', { time }) + suggestion;
  }

  return {
    show,
    clear() {
      held = null;
      Object.values(fields).forEach((field) => field.complain(null));
      for (const id of ['digest-at', 'quiet-start', 'quiet-end']) {
        $(id).value = '';
      }
    },
  };
}

function fieldOf(name, start, inputs) {
  return createField({ saved: document.querySelector(`[data-saved="${name}"]`), problem: $(`${start}-problem`), inputs });
}

function offer(select, options, chosen) {
  if (select.options.length !== options.length || ![...select.options].some(({ value }) => value === (chosen ?? ''))) {
    select.replaceChildren(...options.map(([value, name]) => element('option', { value }, name)));
  }
  select.value = chosen ?? '';
}

/** Those that the browser knows, and the one that was chosen elsewhere. */
function zones(chosen) {
  const known = Intl.supportedValuesOf?.('timeZone') ?? [];
  const all = chosen && !known.includes(chosen) ? [chosen, ...known] : known;
  return all.map((zone) => [zone, zone.replaceAll('_', ' ')]);
}

function locales(chosen) {
  const tags = chosen && !WRITTEN_IN.includes(chosen) ? [...WRITTEN_IN, chosen] : WRITTEN_IN;
  return tags.map((tag) => [tag, nameOf(tag)]);
}

/** Each by its own name: whoever looks for it may not understand the page. */
function nameOf(tag) {
  try {
    return new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
  } catch {
    return tag;
  }
}
