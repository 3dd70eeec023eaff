/** What this browser remembers of the pages. Where nothing can be remembered, it is forgotten with the page. */

const PREFIX = 'belfry.';
const held = new Map();

export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? held.get(name) ?? null;
  } catch {
    return held.get(name) ?? null;
  }
}

export function remember(name, value) {
  held.set(name, value);
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Blocked or full: it holds until the page goes.
  }
}
