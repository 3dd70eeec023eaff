/** The calls this page makes. No DOM. Every failure is a {@link Problem} with a sentence to show. */

const TIMEOUT = 20_000;

export class Problem extends Error {
  /** @param {{status: number, body?: object, retryAfter?: number|null}} answer status 0: no answer at all */
  constructor({ status, body = {}, retryAfter = null }) {
    super(Problem.#sentence(status, body));
    this.name = 'Problem';
    this.status = status;
    this.detail = body.detail ?? null;
    this.violations = Array.isArray(body.violations) ? body.violations : [];
    /** Seconds, or null. */
    this.retryAfter = retryAfter;
  }

  static #sentence(status, body) {
    for (const text of [body.error, body.detail, body.title]) {
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
    return status === 0 ? 'The server cannot be reached.' : `The server answered with status ${status}.`;
  }
}

export class Api {
  #base;
  #fetch;
  #csrf = null;
  #account = null;

  /** @param {{base?: string, fetch?: typeof fetch}} [options] */
  constructor({ base = '/api', fetch = (...call) => globalThis.fetch(...call) } = {}) {
    this.#base = base;
    this.#fetch = fetch;
    /** Told when somebody else has signed in with this browser meanwhile. */
    this.onOtherPerson = () => {};
    /** Told when a call shows that nobody is signed in any more. */
    this.onSignedOut = () => {};
  }

  /** The session, or null where nobody is signed in. */
  async session() {
    try {
      return this.#keep(await this.#send('GET', '/session'));
    } catch (problem) {
      if (problem.status === 401) {
        return this.#keep(null);
      }
      throw problem;
    }
  }

  async signIn(account, password) {
    return this.#keep(await this.#send('POST', '/session', { account, password }));
  }

  async signOut() {
    try {
      await this.#change('DELETE', '/session');
    } catch (problem) {
      if (problem.status !== 401) {
        throw problem;
      }
    }
    this.#keep(null);
  }

  notifications({ limit = 50, unreadOnly = false, cursor = null } = {}) {
    const query = new URLSearchParams({ limit: String(limit) });
    if (unreadOnly) {
      query.set('unread_only', 'true');
    }
    if (cursor !== null) {
      query.set('cursor', cursor);
    }
    return this.#watched(this.#send('GET', `/notifications?${query}`));
  }

  /** @param {{leaving?: boolean}} [options] leaving: the call outlives the page */
  markRead(id, { leaving = false } = {}) {
    return this.#watched(this.#change('POST', `/notifications/${encodeURIComponent(id)}/read`, undefined, { leaving }));
  }

  markUnread(id) {
    return this.#watched(this.#change('POST', `/notifications/${encodeURIComponent(id)}/unread`));
  }

  markAllRead() {
    return this.#watched(this.#change('POST', '/notifications/read-all'));
  }

  /** @param {string} key names this attempt, so that sending it again makes nothing twice */
  sendEvent(event, key) {
    return this.#watched(this.#change('POST', '/events', event, { headers: { 'Idempotency-Key': key } }));
  }

  event(id) {
    return this.#watched(this.#send('GET', `/events/${encodeURIComponent(id)}`));
  }

  streamTicket() {
    return this.#change('POST', '/stream/tickets');
  }

  #keep(session) {
    this.#csrf = session?.csrf_token ?? null;
    this.#account = session?.account ?? null;
    return session;
  }

  async #watched(call) {
    try {
      return await call;
    } catch (problem) {
      if (problem.status === 401) {
        this.onSignedOut();
      }
      throw problem;
    }
  }

  /** A call that changes something. Another tab may have signed in anew and so changed the token: then once more. */
  async #change(method, path, body, { leaving = false, headers = {} } = {}) {
    const used = this.#csrf;
    const account = this.#account;
    const send = () =>
      this.#send(method, path, body, { leaving, headers: { ...headers, 'X-CSRF-Token': this.#csrf ?? '' } });
    try {
      return await send();
    } catch (problem) {
      if (problem.status !== 403) {
        throw problem;
      }
      const session = await this.session().catch(() => null);
      if (session && session.account !== account) {
        this.onOtherPerson();
        throw problem;
      }
      if (!session || this.#csrf === used) {
        throw problem;
      }
      return send();
    }
  }

  async #send(method, path, body, { headers = {}, leaving = false } = {}) {
    const request = {
      method,
      headers: { Accept: 'application/json, application/problem+json', ...headers },
      credentials: 'same-origin',
      cache: 'no-cache',
      keepalive: leaving,
    };
    if (!leaving) {
      request.signal = AbortSignal.timeout(TIMEOUT);
    }
    if (body !== undefined) {
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(body);
    }
    let response;
    let text;
    try {
      response = await this.#fetch(this.#base + path, request);
      text = await response.text();
    } catch {
      throw new Problem({ status: 0 });
    }
    const answer = parse(text);
    if (!response.ok) {
      const wait = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
      throw new Problem({
        status: response.status,
        body: answer !== null && typeof answer === 'object' ? answer : {},
        retryAfter: Number.isFinite(wait) ? wait : null,
      });
    }
    if (answer === undefined) {
      throw new Problem({ status: response.status, body: { error: 'The server sent an answer that cannot be read.' } });
    }
    return answer;
  }
}

/** null for an empty body, undefined for one that is not JSON. */
function parse(text) {
  if (text === '') {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
