/** The token of a host page's own user: asked for when it is needed, kept while it is good, renewed once when it is not. */

/** Seconds before its end that a token is renewed. */
const TOKEN_MARGIN = 30;

export class TokenSource {
  #provide;
  #now;
  #token = null;
  #ends = null;
  #asked = null;

  /**
   * @param {() => Promise<string|{token: string}|null>} provide null where nobody is signed in
   * @param {() => number} [now] Unix seconds
   */
  constructor(provide, now = () => Date.now() / 1000) {
    this.#provide = provide;
    this.#now = now;
  }

  /**
   * A token that is good for a while yet; null where nobody is signed in.
   *
   * @returns {Promise<string|null>} rejects with what the provider rejects with
   */
  async get() {
    if (this.#token === null) {
      return this.renew(null);
    }
    if (this.#ends !== null && this.#ends - this.#now() < TOKEN_MARGIN) {
      const old = this.#token;
      try {
        return await this.renew(old);
      } catch (problem) {
        if (this.#ends > this.#now()) {
          return old;
        }
        throw problem;
      }
    }
    return this.#token;
  }

  /**
   * Another token in place of one that was refused. Whoever comes while the provider is asked waits for the same answer.
   *
   * @param {string|null} used
   */
  renew(used) {
    if (this.#token !== null && this.#token !== used) {
      return Promise.resolve(this.#token);
    }
    this.#asked ??= this.#ask().finally(() => (this.#asked = null));
    return this.#asked;
  }

  async #ask() {
    const answer = await this.#provide();
    const token = typeof answer === 'string' ? answer : answer?.token;
    this.#token = token ? String(token) : null;
    const ends = this.#token === null ? null : endOf(this.#token);
    // One that seems to end at once was made by a clock that is not ours: the server will say when it is over.
    this.#ends = ends !== null && ends - this.#now() > TOKEN_MARGIN ? ends : null;
    return this.#token;
  }
}

/** The claim `exp` of a JWT, in Unix seconds; null for anything else. */
export function endOf(token) {
  return claim(token, 'exp', 'number');
}

/** The claim `sub` of a JWT; null for anything else. */
export function subjectOf(token) {
  return claim(token, 'sub', 'string');
}

function claim(token, name, type) {
  try {
    const value = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')))[name];
    return typeof value === type ? value : null;
  } catch {
    return null;
  }
}
