/** Small line icons, built node by node: no markup is ever parsed. */

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  bell: [
    'M12 3.5a5.5 5.5 0 0 0-5.5 5.5v3.6L4.6 16a.7.7 0 0 0 .6 1h13.6a.7.7 0 0 0 .6-1l-1.9-3.4V9A5.5 5.5 0 0 0 12 3.5z',
    'M9.8 19.8a2.3 2.3 0 0 0 4.4 0',
  ],
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  checks: ['M2.5 12.5L7 17l9-9.5', 'M12.5 16.5l.5.5 8.5-9.5'],
  envelope: ['M3.5 6h17v12h-17z', 'M3.5 6.5l8.5 7 8.5-7'],
  leave: ['M14 4.5H6v15h8', 'M10.5 12H21', 'M17.5 8.5L21 12l-3.5 3.5'],
  outside: ['M9.5 5.5h-4v13h13v-4', 'M13.5 4.5h6v6', 'M19 5l-8.5 8.5'],
  person: ['M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6z', 'M4.8 20a7.2 7.2 0 0 1 14.4 0'],
  repeat: ['M5 11V9.500a3 3 0 0 1 3-3h11', 'M16 3.500l3 3-3 3', 'M19 13v1.500a3 3 0 0 1-3 3H5', 'M8 20.500l-3-3 3-3'],
  archive: ['M4 5h16v4H4z', 'M5.500 9v10h13V9', 'M10 12.500h4'],
  snooze: ['M12 20.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15z', 'M12 9.500V13l2.300 1.500', 'M5 3.500L2.500 6', 'M19 3.500L21.500 6'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  alarm: ['M12 4.500L3 19.500h18z', 'M12 10.500v4.200', 'M12 17v.1'],
  up: ['M12 19V5.500', 'M6 11l6-6 6 6'],
  search: ['M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13z', 'M15.300 15.300L20.500 20.500'],
  back: ['M9 5.500L4.500 10 9 14.500', 'M4.500 10h9a5.500 5.500 0 0 1 0 9.500H11'],
  keyboard: ['M3.500 6.500h17v11h-17z', 'M7 10v.1', 'M10.300 10v.1', 'M13.700 10v.1', 'M17 10v.1', 'M8 14h8'],
  sliders: ['M4 7.500h9', 'M17 7.500h3', 'M15 5.500v4', 'M4 16.500h3', 'M11 16.500h9', 'M9 14.500v4'],
  hook: ['M9 7.500L4.5 12 9 16.5', 'M15 7.500l4.5 4.5-4.5 4.5'],

  tasks: ['M4.5 4.500h15v15h-15z', 'M8 12.200l2.8 2.800L16 9.5'],
  system: ['M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z', 'M12 11.500V16', 'M12 8v.1'],
  schedule: ['M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z', 'M12 7.500V12l3 2'],
  run: ['M7 4.800v14.400L19 12z'],
  security: ['M12 3.500l7 2.700v5.300c0 4.3-2.9 7.5-7 9-4.1-1.5-7-4.7-7-9V6.200z'],
  talk: ['M4 5.500h16v10.500h-8.500L7 19.800V16H4z'],
  experiment: [
    'M9.5 3.500h5',
    'M10.5 3.500v6L5 18.800c-.4.8.1 1.7 1 1.700h12c.9 0 1.4-.9 1-1.700L13.5 9.500v-6',
    'M7.8 15h8.4',
  ],
  flag: ['M6 21V4', 'M6 4.500h12l-2.5 4 2.5 4H6'],
  document: ['M6 3.500h8l4.5 4.500v12.500H6z', 'M13.5 3.500V8.500h5'],

  critical: ['M8.3 3.500h7.400l4.8 4.800v7.400l-4.8 4.800H8.300l-4.8-4.800V8.300z', 'M12 7.500v5.5', 'M12 16.300v.1'],
  high: ['M6 12.500l6-6 6 6', 'M6 18l6-6 6 6'],
  medium: ['M6 9.500h12', 'M6 14.500h12'],
  low: ['M6 9l6 6 6-6'],
};

/** The first whose words occur in the category decides. */
const CATEGORIES = [
  [/task|todo|assign/, 'tasks'],
  [/experiment/, 'experiment'],
  [/flag|feature/, 'flag'],
  [/schedul|calendar|remind/, 'schedule'],
  [/execut|workflow|run|job|deploy|build/, 'run'],
  [/secur|access|auth|audit/, 'security'],
  [/comment|mention|messag|chat|review/, 'talk'],
  [/doc|file|report|content/, 'document'],
  [/member|invit|account|people|team/, 'person'],
  [/system|info|admin|platform/, 'system'],
];

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  for (const d of PATHS[name] ?? PATHS.bell) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export function categoryIcon(category) {
  const text = String(category ?? '').toLowerCase();
  return icon(CATEGORIES.find(([words]) => words.test(text))?.[1] ?? 'bell');
}

/** Fills the page's own placeholders, `<span data-icon="name">`. */
export function placeIcons(root) {
  root.querySelectorAll('[data-icon]').forEach((place) => place.replaceChildren(icon(place.dataset.icon)));
}
