/** Who is signed in, in all tabs of this browser. No DOM. */

/**
 * @param {object} options
 * @param {import('./api.js').Api} options.api
 * @param {(session: object, how: {bySignIn: boolean}) => void} options.onEnter
 * @param {(ended: boolean) => void} options.onLeave true where it ended by itself, or in another tab
 */
export function createSession({ api, onEnter, onLeave }) {
  // The tabs of one browser share the session: a screen that is left must not go on showing it.
  const otherTabs = new BroadcastChannel('belfry-session');
  let current = null;

  function enter(found, how) {
    current = found;
    onEnter(found, how);
  }

  function leave(ended) {
    current = null;
    onLeave(ended);
  }

  function ended() {
    if (current) {
      leave(true);
    }
  }

  otherTabs.addEventListener('message', ended);
  api.onSignedOut = ended;
  api.onOtherPerson = () => location.reload();

  return {
    get current() {
      return current;
    },
    ended,
    /** Looks who it is. @throws {import('./api.js').Problem} where that cannot be known */
    async begin() {
      const found = await api.session();
      found ? enter(found, { bySignIn: false }) : leave(false);
    },
    async signIn(account, password, organization = null) {
      enter(await api.signIn(account, password, organization), { bySignIn: true });
    },
    async signOut() {
      await api.signOut();
      leave(false);
      otherTabs.postMessage('signed-out');
    },
  };
}
