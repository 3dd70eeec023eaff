/** Which notifications are selected. Pure; only what is shown can be. */

export class Selection {
  #chosen = new Set();

  get size() {
    return this.#chosen.size;
  }

  get ids() {
    return [...this.#chosen];
  }

  has(id) {
    return this.#chosen.has(id);
  }

  /** @param {boolean} [on] the other way round where nothing is said */
  toggle(id, on = !this.#chosen.has(id)) {
    on ? this.#chosen.add(id) : this.#chosen.delete(id);
  }

  set(ids) {
    this.#chosen = new Set(ids);
  }

  clear() {
    this.#chosen.clear();
  }

  /** Lets go of what is no longer shown: nobody acts on what they do not see. */
  keep(shown) {
    const there = new Set(shown);
    for (const id of this.#chosen) {
      if (!there.has(id)) {
        this.#chosen.delete(id);
      }
    }
  }
}
