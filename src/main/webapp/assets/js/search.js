/** Search in what is held already: each of the words must occur somewhere. Pure. */

const MARKS = /\p{Mark}/gu;

/** Without case and accents: "Müller" is found by "muller". */
function plain(text) {
  return String(text ?? '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase();
}

/**
 * @template T
 * @param {T[]} items
 * @param {string} words what somebody typed; blank finds all
 * @param {(item: T) => unknown[]} textsOf where the words may occur; null and undefined are no text
 * @returns {T[]}
 */
export function search(items, words, textsOf) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) {
    return items;
  }
  return items.filter((item) => {
    const text = plain(textsOf(item).filter(Boolean).join('\n'));
    return wanted.every((word) => text.includes(word));
  });
}
