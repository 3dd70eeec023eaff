/**
 * What the console's pages do beyond what Faces and PrimeFaces do for them: times in the reader's zone, dialogs for rows, the first wrong
 * field, a server that does not answer, the language.
 */
(() => {
  'use strict';

  const $ = window.jQuery;
  const language = document.documentElement.lang || 'en';
  const locale = navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language) || language;
  const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

  function placeMoments(root) {
    root.querySelectorAll('time.moment:not([data-placed])').forEach((place) => {
      place.title = place.textContent;
      place.textContent = momentFormat.format(new Date(place.dateTime));
      place.dataset.placed = 'true';
    });
  }

  /** Says of each field what is wrong with it, to those who do not see it too. */
  function linkProblems(root) {
    root.querySelectorAll('.field').forEach((field) => {
      const input = field.querySelector('input, select, textarea');
      const problem = field.querySelector('.field-problem');
      if (input && problem && problem.textContent) {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', problem.id);
      } else if (input && input.getAttribute('aria-describedby')?.endsWith('_message')) {
        // It was told before, and is mended.
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      }
    });
  }

  function focusFirstProblem() {
    const open = document.querySelector('.ui-dialog[aria-hidden="false"]') || document;
    const field = open.querySelector('.field [aria-invalid="true"]');
    if (field) {
      field.focus();
    }
  }

  function settle() {
    placeMoments(document);
    linkProblems(document);
  }

  /** A sentence above the page, of what went wrong on the server. */
  function complain(sentence) {
    const place = document.getElementById('complaint');
    place.textContent = sentence;
    place.hidden = false;
  }

  function lost(isLost) {
    const place = document.getElementById('lost');
    if (place && place.hidden === isLost) {
      place.textContent = isLost ? place.dataset.text : '';
      place.hidden = !isLost;
    }
  }

  /** The colours of a chart's series are those of the page; hours are written as the reader writes them. */
  const SERIES = { events: '--accent', notifications: '--warning', sent: '--accent', waiting: '--underline', failed: '--danger' };
  const hourFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

  /** Called by PrimeFaces as a method of the chart, before it draws. */
  window.belfryChart = function belfryChart() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const { data, options } = this.cfg.config;
    data.labels = data.labels.map((start) => hourFormat.format(new Date(start * 1000)));
    data.datasets.forEach((series) => {
      series.borderColor = colour(SERIES[series.series]);
      series.backgroundColor = series.borderColor;
      series.pointRadius = 2;
      series.borderWidth = 2;
    });
    Object.values(options.scales).forEach((scale) => {
      scale.grid = { color: colour('--line') };
      scale.ticks = { ...scale.ticks, color: colour('--ink-quiet'), maxRotation: 0, autoSkipPadding: 12 };
    });
    options.plugins = { legend: { position: 'bottom', labels: { color: colour('--ink'), boxWidth: 12 } } };
    const canvas = document.getElementById(this.id).querySelector('canvas') || document.getElementById(this.id);
    const title = document.getElementById(this.id).closest('section').querySelector('h2');
    canvas.setAttribute('aria-labelledby', title.id);
  };

  window.belfryConsole = { complain };

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (!opener) {
      return;
    }
    const dialog = document.getElementById(opener.dataset.opens);
    dialog.querySelectorAll('input.picked').forEach((picked) => (picked.value = opener.dataset.value || ''));
    dialog.querySelectorAll('input.picked-label').forEach((label) => (label.value = opener.dataset.name || ''));
    dialog.querySelectorAll('.picked-name').forEach((place) => (place.textContent = opener.dataset.name || ''));
    window.PF(opener.dataset.opens).show();
  });

  const choice = document.getElementById('language');
  if (choice) {
    choice.addEventListener('change', () => {
      try {
        // For the pages that scripts write.
        localStorage.setItem('belfry.language', choice.value);
      } catch {
        // Blocked: then those go by the browser's language.
      }
      document.cookie = `belfry_language=${choice.value}; path=/; max-age=31536000; SameSite=Lax`;
      location.reload();
    });
  }

  if ($) {
    $(document).on('pfAjaxComplete', (event, xhr, settings, args) => {
      if (xhr && xhr.status) {
        lost(false);
      }
      settle();
      if (args && args.validationFailed) {
        focusFirstProblem();
      }
    });
    $(document).on('pfAjaxError', (event, xhr) => lost(!xhr || !xhr.status));
    $(document).on('pfAjaxStart', () => (document.getElementById('complaint').hidden = true));
  }
  settle();
  focusFirstProblem();
})();
