/** What somebody may choose, read out of the answer of the API. Pure. */

export const CHANNELS = ['in_app', 'email', 'webhook'];

/**
 * The types by category, in the order in which they came.
 *
 * @param {Array<object>} types of the preferences
 * @param {Record<string, string>} [descriptions] by code, in the reader's language
 * @returns {Map<string, Array<object>>}
 */
export function byCategory(types, descriptions = {}) {
  const groups = new Map();
  for (const type of types) {
    const group = groups.get(type.category) ?? [];
    group.push({ ...type, description: descriptions[type.type] ?? type.description });
    groups.set(type.category, group);
  }
  return groups;
}

/** Has the person chosen anything for it? */
export function isOwn(type) {
  return CHANNELS.some((channel) => type.channels[channel].chosen !== null);
}

/**
 * Why a channel cannot be changed: the key of a text, or null where it can.
 *
 * @param {{default: boolean, changeable: boolean}} choice of a channel
 */
export function reasonKey(channel, { default: byDefault, changeable }) {
  if (changeable) {
    return null;
  }
  // The organization tells there, and still it cannot be switched off: only a mandatory type is so.
  return byDefault ? 'reason.mandatory' : `reason.${channel}`;
}

/** The change that chooses one channel of one type. */
export function chosen(type, channel, on) {
  return { types: { [type]: { [channel]: on } } };
}

/** The change that returns a type to the default. */
export function reset(type) {
  return { types: { [type]: null } };
}
