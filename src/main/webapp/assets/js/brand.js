/** The name and its mark. */

import { element } from './dom.js';

export function brand() {
  return [
    element('img', { class: 'brand-mark', src: 'favicon.svg', alt: '', width: 26, height: 26 }),
    element('span', { class: 'brand-name' }, 'Belfry'),
  ];
}
