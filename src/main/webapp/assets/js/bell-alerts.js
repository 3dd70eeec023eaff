/**
 * Notifications by the operating system: where the person has switched them on, only while no tab of this inbox is in
 * sight, and by one tab.
 */

const SWITCH = 'belfry-alerts';
const MOMENT_OF_ALERTS = 800;

/**
 * @param {object} options
 * @param {() => string} options.name of the inbox, the same in all tabs
 * @param {() => object} options.texts
 * @param {(notification: object) => void} options.onClick
 */
export function createAlerts({ name, texts, onClick }) {
  let waiting = [];
  let timer;
  let sight = null;

  /** A tab in sight holds a lock that the others see. */
  function follow() {
    if (document.hidden) {
      sight?.();
      sight = null;
    } else if (!sight && navigator.locks) {
      const seen = new Promise((leave) => (sight = leave));
      navigator.locks.request(lock(), { mode: 'shared' }, () => seen).catch(() => {});
    }
  }

  const lock = () => `belfry-sight ${name()}`;

  async function showPending() {
    timer = undefined;
    const pending = waiting;
    waiting = [];
    if (!navigator.locks) {
      show(pending);
      return;
    }
    await navigator.locks.request(lock(), { ifAvailable: true }, (mine) => mine && show(notYetShown(pending)));
  }

  /** Within the lock: what another tab has shown is left out. */
  function notYetShown(pending) {
    const key = `belfry-told ${name()}`;
    const lastShown = Number(recall(key) ?? -1);
    keep(key, String(Math.max(lastShown, ...pending.map((n) => n.modseq))));
    return pending.filter((n) => n.modseq > lastShown);
  }

  function show(pending) {
    if (pending.length === 0) {
      return;
    }
    const [only] = pending;
    const one = pending.length === 1;
    try {
      const shown = new Notification(one ? String(only.title ?? '') : texts().t('arrived.many', { count: pending.length }), {
        body: one ? String(only.message ?? '') : pending.map((n) => n.title).join('\n'),
        tag: `belfry-${one ? only.id : 'many'}`,
        lang: texts().language,
      });
      shown.onclick = () => {
        shown.close();
        window.focus();
        onClick(one ? only : null);
      };
    } catch {
      // Some phones let only service workers show one.
    }
  }

  return {
    get possible() {
      return 'Notification' in globalThis && globalThis.isSecureContext;
    },
    get blocked() {
      return Notification.permission === 'denied';
    },
    get on() {
      return this.possible && Notification.permission === 'granted' && recall(SWITCH) === 'on';
    },
    /** Asks for the permission where it is needed: call it in answer to a click. */
    async turn(on) {
      const allowed = on && (await Notification.requestPermission()) === 'granted';
      keep(SWITCH, allowed ? 'on' : 'off');
    },
    arrived(notification) {
      if (document.hidden && this.on) {
        waiting.push(notification);
        timer ??= setTimeout(showPending, MOMENT_OF_ALERTS);
      }
    },
    follow,
    end() {
      clearTimeout(timer);
      waiting = [];
      sight?.();
      sight = null;
    },
  };
}

/** Storage may be forbidden to the page. */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it holds for nothing.
  }
}
