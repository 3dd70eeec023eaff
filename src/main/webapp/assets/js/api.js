/** The calls to the server. No DOM. Every failure is a {@link Problem} with a sentence to show. */

import { TokenSource } from './tokens.js';

const TIMEOUT = 20_000;

export class Problem extends Error {
  /**
   * @param {object} answer
   * @param {number} answer.status 0: no answer at all
   * @param {object} [answer.body]
   * @param {number|null} [answer.retryAfter] seconds
   * @param {'unreachable'|'unreadable'|null} [answer.kind] where the server said nothing that could be shown
   */
  constructor({ status, body = {}, retryAfter = null, kind = status === 0 ? 'unreachable' : null }) {
    super(Problem.#sentence(status, body));
    this.name = 'Problem';
    this.status = status;
    this.kind = kind;
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
    return status === 0 ? 'The server is not reachable.' : `The server responded with status ${status}.`;
  }
}

/**
 * One caller of one server: whoever is signed in here by cookie, or, with a token provider, the user of a host page, on
 * whatever origin; then no cookie is sent.
 */
export class Api {
  #base;
  #fetch;
  #tokens;
  #recipient;
  #csrf = null;
  #account = null;
  #usedToken = null;

  /**
   * @param {object} [options]
   * @param {string} [options.base] where the API answers, also on another origin; without a slash at its end
   * @param {typeof fetch} [options.fetch]
   * @param {(() => Promise<string|{token: string}|null>)|null} [options.token] asked for a token when there is none, once
   *     when it is refused, and before it ends
   * @param {string|null} [options.recipient] whose inbox, where it is not the caller's own
   */
  constructor({
    base = '/api',
    fetch = (...call) => globalThis.fetch(...call),
    token = null,
    recipient = null,
  } = {}) {
    this.#base = base;
    this.#fetch = fetch;
    this.#tokens = token === null ? null : new TokenSource(token);
    this.#recipient = recipient;
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

  /** @param {string|null} [organization] its code, if others have an account with the same name */
  async signIn(account, password, organization = null) {
    const given = organization === null ? {} : { organization };
    return this.#keep(await this.#send('POST', '/session', { account, password, ...given }));
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

  /**
   * A page of the list.
   *
   * @param {object} [wanted]
   * @param {'inbox'|'archived'|'snoozed'|'all'} [wanted.state]
   * @param {string|null} [wanted.category]
   * @param {string|null} [wanted.cursor] `next` of the page before
   */
  notifications({ limit = 50, unreadOnly = false, cursor = null, state = 'inbox', category = null } = {}) {
    const query = this.#query({ limit: String(limit), cursor, category });
    if (unreadOnly) {
      query.set('unread_only', 'true');
    }
    if (state !== 'inbox') {
      query.set('state', state);
    }
    return this.#watched(this.#send('GET', `/notifications?${query}`));
  }

  /**
   * What is unread.
   *
   * @param {string|null} [etag] of the answer before
   * @returns {Promise<{unreadCount: number, modseq: number, etag: string|null}|null>} null where nothing changed since
   */
  async unreadCount(etag = null) {
    const headers = etag === null ? {} : { 'If-None-Match': etag };
    const response = await this.#request('GET', this.#own('/notifications/unread-count'), undefined, { headers });
    if (response.status === 304) {
      return null;
    }
    return { ...(await this.#watched(this.#read(response))), etag: response.headers.get('ETag') };
  }

  /** @param {{leaving?: boolean}} [options] leaving: the call outlives the page */
  markRead(id, { leaving = false } = {}) {
    return this.#turn(id, 'read', undefined, { leaving });
  }

  markUnread(id) {
    return this.#turn(id, 'unread');
  }

  archive(id) {
    return this.#turn(id, 'archive');
  }

  unarchive(id) {
    return this.#turn(id, 'unarchive');
  }

  /** @param {number} until Unix seconds */
  snooze(id, until) {
    return this.#turn(id, 'snooze', { until });
  }

  unsnooze(id) {
    return this.#turn(id, 'unsnooze');
  }

  /** @param {Array<number>} ids at most 1,000 */
  markManyRead(ids) {
    return this.#watched(this.#change('PUT', '/notifications', { ids }));
  }

  markAllRead() {
    return this.#watched(
      this.#recipient === null
        ? this.#change('POST', '/notifications/read-all')
        : this.#change('PUT', '/notifications', { recipient: this.#recipient, markAllRead: true }),
    );
  }

  preferences() {
    return this.#watched(this.#send('GET', this.#own('/preferences')));
  }

  /** @param {object} change only what changes; answers the preferences as they are then */
  savePreferences(change) {
    return this.#watched(this.#change('PUT', this.#own('/preferences'), change));
  }

  /** The catalogue, described in a language. */
  types(locale) {
    return this.#watched(this.#send('GET', `/types?${new URLSearchParams({ locale })}`));
  }

  /** What is known of a recipient, such as the e-mail address; null where there is nothing yet. */
  async recipient(name) {
    try {
      return await this.#watched(this.#send('GET', `/recipients/${encodeURIComponent(name)}`));
    } catch (problem) {
      if (problem.status === 404) {
        return null;
      }
      throw problem;
    }
  }

  /** @param {object} profile replaces all that was said before */
  describeRecipient(name, profile) {
    return this.#watched(this.#change('PUT', `/recipients/${encodeURIComponent(name)}`, profile));
  }

  /** @param {string} key names this attempt, so that sending it again makes nothing twice */
  sendEvent(event, key) {
    return this.#watched(this.#change('POST', '/events', event, { headers: { 'Idempotency-Key': key } }));
  }

  event(id) {
    return this.#watched(this.#send('GET', `/events/${encodeURIComponent(id)}`));
  }

  streamTicket() {
    return this.#change('POST', this.#own('/stream/tickets'));
  }

  /** The address of the WebSocket that resumes after a modseq. */
  streamAddress(ticket, after) {
    const address = new URL(`${this.#base}/stream`, globalThis.location?.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    address.search = this.#query({ ticket, after: String(after) }).toString();
    address.hash = '';
    return address.href;
  }

  /**
   * The stream as Server-Sent Events, which the caller reads from the answer's body.
   *
   * @param {number} after the modseq to resume after
   * @param {AbortSignal} signal ends it
   * @returns {Promise<Response>}
   */
  async streamEvents(after, signal) {
    const response = await this.#request('GET', `/notifications/stream?${this.#query({ after: String(after) })}`, undefined, {
      headers: { Accept: 'text/event-stream, application/problem+json' },
      signal,
    });
    if (!response.ok) {
      await this.#read(response);
    }
    return response;
  }

  /**
   * After the stream was closed because the credentials had ended: is there another token?
   *
   * @returns {Promise<boolean>} rejects with a {@link Problem} where the provider could not tell
   */
  async renewCredentials() {
    if (this.#tokens === null) {
      return false;
    }
    const used = this.#usedToken;
    const token = await this.#provided(() => this.#tokens.renew(used));
    return token !== null && token !== used;
  }

  /** The token's own, for whoever wants to know whose it is; null with a cookie. */
  get lastToken() {
    return this.#usedToken;
  }

  #turn(id, verb, body, options) {
    return this.#watched(this.#change('POST', `/notifications/${encodeURIComponent(id)}/${verb}`, body, options));
  }

  #query(parameters = {}) {
    const given = Object.entries({ recipient: this.#recipient, ...parameters }).filter(([, value]) => value !== null);
    return new URLSearchParams(given);
  }

  /** The path of a call about one inbox, where that is not the caller's. */
  #own(path) {
    return this.#recipient === null ? path : `${path}?${this.#query()}`;
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
    if (this.#tokens !== null) {
      return this.#send(method, path, body, { leaving, headers });
    }
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

  async #send(method, path, body, options) {
    return this.#read(await this.#request(method, path, body, options));
  }

  /** Any answer, whatever its status; with a token that is refused, the answer to the next token. */
  async #request(method, path, body, options = {}) {
    if (this.#tokens === null) {
      return this.#fetchOnce(method, path, body, options);
    }
    const token = await this.#provided(() => this.#tokens.get());
    const response = await this.#fetchOnce(method, path, body, withToken(options, token));
    if (response.status !== 401) {
      return response;
    }
    const renewed = await this.#provided(() => this.#tokens.renew(token));
    return renewed === token ? response : this.#fetchOnce(method, path, body, withToken(options, renewed));
  }

  async #provided(ask) {
    let token;
    try {
      token = await ask();
    } catch (problem) {
      throw new Problem({ status: problem?.status ?? 0 });
    }
    if (token === null) {
      throw new Problem({ status: 401 });
    }
    this.#usedToken = token;
    return token;
  }

  async #fetchOnce(method, path, body, { headers = {}, leaving = false, signal } = {}) {
    const request = {
      method,
      headers: { Accept: 'application/json, application/problem+json', ...headers },
      credentials: this.#tokens === null ? 'same-origin' : 'omit',
      cache: 'If-None-Match' in headers || signal ? 'no-store' : 'no-cache',
      keepalive: leaving,
    };
    if (!leaving) {
      request.signal = signal ?? AbortSignal.timeout(TIMEOUT);
    }
    if (body !== undefined) {
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(body);
    }
    try {
      return await this.#fetch(this.#base + path, request);
    } catch {
      throw new Problem({ status: 0 });
    }
  }

  async #read(response) {
    let text;
    try {
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
      throw new Problem({
        status: response.status,
        body: { error: 'The server sent an invalid response.' },
        kind: 'unreadable',
      });
    }
    return answer;
  }
}

function withToken(options, token) {
  return { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } };
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
