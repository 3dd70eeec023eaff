/** How the bell looks. A host page sets the custom properties that begin with `--belfry-`. */

const LIGHT_AND_DARK = {
  ink: ['#1e2124', '#ebe9e4'],
  'ink-quiet': ['#5b6067', '#a9adb3'],
  surface: ['#ffffff', '#1b1e21'],
  line: ['#e4e1da', '#32373c'],
  accent: ['#0f665a', '#77ccb9'],
  'on-accent': ['#ffffff', '#0c1f1b'],
  badge: ['#c62f1c', '#f08d7d'],
  'on-badge': ['#ffffff', '#2b0d08'],
  danger: ['#a32a1c', '#f4998b'],
  warning: ['#8a4b00', '#f0b866'],
};

const HUE_COLOURS = [
  ['#dbe9fb', '#1c4a80', '#1f3550', '#b6d4fa'],
  ['#e8defa', '#56349a', '#372a55', '#d6c4fb'],
  ['#fbdfe9', '#8c1f4f', '#4d2335', '#f9bdd4'],
  ['#fce6d2', '#83400b', '#47301c', '#f5c79a'],
  ['#dcefd9', '#25602a', '#22402a', '#b0dfae'],
  ['#d6eef0', '#0c5a63', '#183f44', '#a0dce2'],
];

/** Browsers without light-dark() show the light colours. */
const palette = (choose) =>
  Object.entries(LIGHT_AND_DARK)
    .map(([name, pair]) => `--_${name}: var(--belfry-${name}, ${choose(...pair)});`)
    .join('\n  ');

const hues = (choose) =>
  HUE_COLOURS.map(
    ([ground, ink, darkGround, darkInk], index) =>
      `.avatar.hue-${index} { background: ${choose(ground, darkGround)}; color: ${choose(ink, darkInk)}; }`,
  ).join('\n');

const lightOnly = (light) => light;
const both = (light, dark) => `light-dark(${light}, ${dark})`;

export const BELL_CSS = `
:host {
  ${palette(lightOnly)}
  --_font: var(--belfry-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  --_radius: var(--belfry-radius, 14px);
  --_size: var(--belfry-size, 40px);
  --_soft: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  --_sunken: color-mix(in srgb, var(--_ink) 7%, var(--_surface));
  --_hover: color-mix(in srgb, var(--_ink) 4%, var(--_surface));
  --_unread: color-mix(in srgb, var(--_accent) 5%, var(--_surface));
  --_control: color-mix(in srgb, var(--_ink) 52%, var(--_surface));
  display: inline-block;
  position: relative;
  vertical-align: middle;
  inline-size: var(--_size);
  block-size: var(--_size);
  font: 400 14px / 1.45 var(--_font);
}

@supports (color: light-dark(#000, #fff)) {
  :host {
    ${palette(both)}
  }
}

:host([hidden]), [hidden] { display: none !important; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }

*, *::before, *::after { box-sizing: border-box; }
h2, h3, p { margin: 0; font: inherit; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }

.icon {
  display: block;
  flex: none;
  inline-size: 18px;
  block-size: 18px;
  fill: none;
  stroke: currentcolor;
  stroke-width: 1.75;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.hidden-text {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* The bell */
.bell {
  position: relative;
  display: grid;
  place-content: center;
  inline-size: 100%;
  block-size: 100%;
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 50%;
  background: transparent;
  color: var(--belfry-bell-color, inherit);
  transition: background-color 120ms;
}
.bell:hover, .bell[aria-expanded="true"] { background: color-mix(in srgb, currentcolor 10%, transparent); }
.bell:focus-visible { outline-color: var(--belfry-bell-focus, currentcolor); }
.bell .icon { inline-size: calc(var(--_size) * 0.6); block-size: calc(var(--_size) * 0.6); }

.badge {
  position: absolute;
  inset-block-start: -1px;
  inset-inline-start: calc(50% + 1px);
  min-inline-size: 18px;
  padding-inline: 5px;
  border: 1px solid transparent;
  border-radius: 10px;
  background: var(--_badge);
  color: var(--_on-badge);
  font: 700 11px / 16px var(--_font);
  font-variant-numeric: tabular-nums;
  text-align: center;
  white-space: nowrap;
}
.badge.grown { animation: grow 320ms cubic-bezier(0.3, 1.6, 0.6, 1); }

/* The panel; its place is worked out when it opens. */
.panel {
  position: fixed;
  inset: auto;
  inset-block-start: var(--_top, auto);
  left: var(--_left, auto);
  z-index: 2147483000;
  display: none;
  flex-direction: column;
  inline-size: min(var(--belfry-panel-width, 420px), calc(100vw - 16px));
  block-size: auto;
  max-block-size: min(var(--belfry-panel-height, 640px), var(--_room, 80vh));
  margin: 0;
  padding: 0;
  overflow: hidden;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  color: var(--_ink);
  font: 400 14px / 1.45 var(--_font);
  /* Of what is inherited, nothing that a host's header may say. */
  cursor: auto;
  hyphens: manual;
  letter-spacing: normal;
  text-align: start;
  text-indent: 0;
  text-shadow: none;
  text-transform: none;
  white-space: normal;
  word-spacing: normal;
  box-shadow: var(--belfry-shadow, 0 1px 3px rgb(0 0 0 / 8%), 0 12px 40px rgb(0 0 0 / 18%));
}
.panel.open { display: flex; animation: rise 140ms ease-out; }
.panel.above { inset-block: auto var(--_bottom, auto); }
.panel:focus { outline: none; }

.head {
  display: flex;
  align-items: center;
  gap: 8px;
  padding: 14px 12px 6px 16px;
}
.head:dir(rtl) { padding: 14px 16px 6px 12px; }
.heading { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 17px; font-weight: 650; letter-spacing: -0.01em; }
.heading:focus-visible { outline-offset: 3px; border-radius: 2px; }

.bar {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 4px 12px;
  padding: 4px 16px 12px;
  border-block-end: 1px solid var(--_line);
}
.filters { display: inline-flex; gap: 2px; padding: 3px; border-radius: 10px; background: var(--_sunken); }
.filter {
  display: inline-flex;
  align-items: center;
  gap: 6px;
  min-block-size: 28px;
  padding: 2px 12px;
  border: 1px solid transparent;
  border-radius: 8px;
  background: transparent;
  color: var(--_ink-quiet);
  font-weight: 500;
}
.filter:hover { color: var(--_ink); }
.filter[aria-pressed="true"] { background: var(--_surface); color: var(--_ink); box-shadow: 0 1px 2px rgb(0 0 0 / 14%); }
.count { font-size: 12px; font-variant-numeric: tabular-nums; font-weight: 600; }
.filter[aria-pressed="true"] .count { color: var(--_accent); }

.plain {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 6px;
  min-inline-size: 32px;
  min-block-size: 32px;
  padding: 2px 8px;
  border: 0;
  border-radius: 8px;
  background: transparent;
  color: var(--_accent);
  font-weight: 550;
  text-decoration: none;
  white-space: nowrap;
}
.plain:hover { background: var(--_soft); }
.plain[aria-disabled="true"] { color: var(--_ink-quiet); cursor: default; }
.plain[aria-disabled="true"]:hover { background: transparent; }
.close { color: var(--_ink-quiet); }

.strong {
  display: inline-flex;
  align-items: center;
  min-block-size: 36px;
  padding: 4px 16px;
  border: 1px solid var(--_accent);
  border-radius: 9px;
  background: var(--_accent);
  color: var(--_on-accent);
  font-weight: 600;
  text-decoration: none;
}
.strong:hover { background: color-mix(in srgb, var(--_accent) 86%, var(--_ink)); }

.connection {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  padding-inline-end: 4px;
  color: var(--_ink-quiet);
  font-size: 12.5px;
}
.connection::before {
  content: "";
  inline-size: 9px;
  block-size: 9px;
  border: 1.5px solid var(--_warning);
  border-inline-end-color: transparent;
  border-radius: 50%;
  animation: turn 1.2s linear infinite;
}
.connection[data-state="offline"]::before { border-color: var(--_ink-quiet); animation: none; }

.trouble {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  padding: 10px 12px 10px 16px;
  background: color-mix(in srgb, var(--_danger) 10%, var(--_surface));
  color: var(--_ink);
  overflow-wrap: anywhere;
}

/* The list */
.middle { position: relative; display: flex; flex: 1; flex-direction: column; min-block-size: 0; }
.scroller {
  flex: 1;
  min-block-size: 0;
  overflow: hidden auto;
  overscroll-behavior: contain;
  /* The list keeps its own place when something arrives above. */
  overflow-anchor: none;
  scrollbar-width: thin;
  scroll-padding-block: 8px;
}

.to-top {
  position: absolute;
  inset-block-start: 10px;
  inset-inline: 0;
  z-index: 3;
  display: inline-flex;
  align-items: center;
  gap: 6px;
  inline-size: fit-content;
  min-block-size: 30px;
  margin-inline: auto;
  padding: 2px 14px 2px 10px;
  border: 1px solid transparent;
  border-radius: 16px;
  background: var(--_accent);
  color: var(--_on-accent);
  font-size: 13px;
  font-weight: 600;
  box-shadow: 0 2px 10px rgb(0 0 0 / 22%);
}
.to-top .icon { inline-size: 15px; block-size: 15px; }

.item {
  position: relative;
  display: grid;
  grid-template-columns: 36px minmax(0, 1fr) 10px;
  gap: 12px;
  align-items: start;
  padding: 12px 16px;
}
.item + .item { border-block-start: 1px solid var(--_line); }
.item[data-read="false"] { background: var(--_unread); }
.item:has(a.go, button.go):hover { background: var(--_hover); }
.item[data-read="false"]:has(a.go, button.go):hover { background: var(--_soft); }
.item:focus-visible { outline-offset: -3px; border-radius: 8px; }
.item.fresh { animation: arrive 2.4s ease-out; }

.avatar {
  position: relative;
  display: grid;
  place-content: center;
  inline-size: 36px;
  block-size: 36px;
  border-radius: 50%;
  background: var(--_sunken);
  color: var(--_ink-quiet);
  font-size: 13px;
  font-weight: 650;
}
${hues(lightOnly)}
@supports (color: light-dark(#000, #fff)) {
  ${hues(both)}
}
.initials { letter-spacing: 0.01em; }
.kind {
  position: absolute;
  inset-block-end: -4px;
  inset-inline-end: -5px;
  display: grid;
  place-content: center;
  inline-size: 19px;
  block-size: 19px;
  border: 1px solid var(--_line);
  border-radius: 50%;
  background: var(--_surface);
  color: var(--_ink-quiet);
}
.kind .icon { inline-size: 11px; block-size: 11px; stroke-width: 2.1; }
.item[data-read="false"] .avatar:not([class*="hue-"]) { background: color-mix(in srgb, var(--_accent) 20%, var(--_surface)); color: var(--_accent); }

.text { display: grid; gap: 2px; min-inline-size: 0; overflow-wrap: anywhere; }
.title { font-size: 14px; font-weight: 450; line-height: 1.4; }
.item[data-read="false"] .title { font-weight: 650; }
.go {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  overflow: hidden;
  inline-size: 100%;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  text-decoration: none;
}
/* The whole item is its target; the tools lie above it. */
a.go::after, button.go::after { content: ""; position: absolute; inset: 0; }
a.go:focus-visible, button.go:focus-visible { outline: none; }
a.go:focus-visible::after, button.go:focus-visible::after {
  outline: 2px solid var(--_accent);
  outline-offset: -3px;
  border-radius: 8px;
}
.item:hover a.go { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.18em; }

/* The dot before each word of the last line is cut off where the word begins a line. */
.body { display: grid; gap: 4px; overflow-x: clip; }
.message {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 3;
  overflow: hidden;
  color: var(--_ink-quiet);
  text-align: start;
  white-space: pre-line;
}
.meta {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 0;
  margin-inline-start: -15px;
  color: var(--_ink-quiet);
  font-size: 12.5px;
}
.meta > * { position: relative; min-inline-size: 0; padding-inline-start: 15px; }
.meta > *::before { content: "·"; position: absolute; inset-inline-start: 6px; color: var(--_ink-quiet); font-weight: 400; }
.meta > .priority, .meta > .occurrences { display: inline-flex; align-items: center; gap: 4px; }
.meta .icon { inline-size: 13px; block-size: 13px; }
.priority { font-weight: 600; }
.item[data-priority="high"] .priority { color: var(--_warning); }
.item[data-priority="critical"] .priority { color: var(--_danger); }

.dot { inline-size: 9px; block-size: 9px; margin-block-start: 6px; border-radius: 50%; }
.item[data-read="false"] .dot { background: var(--_accent); }

.tools {
  position: absolute;
  inset-block-end: 8px;
  inset-inline-end: 10px;
  z-index: 1;
  display: flex;
  gap: 1px;
  padding: 2px;
  border: 1px solid var(--_line);
  border-radius: 10px;
  background: var(--_surface);
  box-shadow: 0 1px 4px rgb(0 0 0 / 10%);
  opacity: 0;
  transition: opacity 100ms;
}
.item:hover .tools, .item:focus-within .tools, .tools:has([aria-expanded="true"]) { opacity: 1; }
.tool {
  display: grid;
  place-content: center;
  inline-size: 30px;
  block-size: 30px;
  padding: 0;
  border: 0;
  border-radius: 7px;
  background: transparent;
  color: var(--_ink-quiet);
}
.tool:hover, .tool[aria-expanded="true"] { background: var(--_sunken); color: var(--_ink); }
.tool:focus-visible { outline-offset: -2px; }
.tool[aria-busy="true"] { cursor: progress; }

/* No pointer that hovers: the tools have a line of their own. */
@media (hover: none) {
  .tools { position: static; grid-column: 2 / -1; justify-self: start; margin: -8px 0 0 -10px; border: 0; background: none; box-shadow: none; opacity: 1; }
  .tool { inline-size: 40px; block-size: 32px; }
}

.blank { display: grid; justify-items: center; gap: 6px; padding: 44px 24px 52px; color: var(--_ink-quiet); text-align: center; text-wrap: balance; }
.blank-icon {
  display: grid;
  place-content: center;
  inline-size: 64px;
  block-size: 64px;
  margin-block-end: 10px;
  border-radius: 50%;
  background: var(--_soft);
  color: var(--_accent);
}
.blank-icon .icon { inline-size: 30px; block-size: 30px; stroke-width: 1.5; }
.blank[data-kind="failed"] .blank-icon { background: color-mix(in srgb, var(--_danger) 12%, var(--_surface)); color: var(--_danger); }
.blank-title { color: var(--_ink); font-size: 15px; font-weight: 600; }
.blank .strong { margin-block-start: 12px; }

.ghost { display: grid; grid-template-columns: 36px 1fr; gap: 12px; padding: 14px 16px; }
.ghost::before { content: ""; inline-size: 36px; block-size: 36px; border-radius: 50%; background: var(--_sunken); animation: breathe 1.4s ease-in-out infinite; }
.ghost-lines { display: grid; gap: 8px; padding-block-start: 3px; }
.ghost-lines::before, .ghost-lines::after { content: ""; block-size: 11px; border-radius: 6px; background: var(--_sunken); animation: breathe 1.4s ease-in-out infinite; }
.ghost-lines::before { inline-size: 72%; }
.ghost-lines::after { inline-size: 46%; }

.more { display: flex; margin: 8px auto; }
.more[hidden] { display: none; }

/* What was just done, and the way back */
.done {
  position: absolute;
  inset-block-end: 10px;
  inset-inline: 12px;
  z-index: 3;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 12px;
  min-block-size: 42px;
  padding: 4px 6px 4px 16px;
  border: 1px solid transparent;
  border-radius: 11px;
  background: var(--_ink);
  color: var(--_surface);
  box-shadow: 0 4px 18px rgb(0 0 0 / 28%);
  animation: rise 160ms ease-out;
}
.done:dir(rtl) { padding: 4px 16px 4px 6px; }
.undo { min-block-size: 32px; padding: 2px 12px; border: 0; border-radius: 8px; background: transparent; color: inherit; font-weight: 650; text-decoration: underline; text-underline-offset: 0.2em; }
.undo:hover { background: color-mix(in srgb, var(--_surface) 16%, transparent); }
.undo:focus-visible { outline-color: var(--_surface); outline-offset: -2px; }

.foot {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 4px;
  padding: 6px 8px 6px 12px;
  border-block-start: 1px solid var(--_line);
}
.foot:dir(rtl) { padding: 6px 12px 6px 8px; }
.foot .switch { margin-inline-end: auto; }
.switch {
  display: inline-flex;
  align-items: center;
  gap: 9px;
  min-block-size: 32px;
  padding: 2px 4px;
  border: 0;
  border-radius: 8px;
  background: transparent;
  color: var(--_ink-quiet);
  font-size: 13px;
  text-align: start;
}
.switch::before {
  content: "";
  flex: none;
  inline-size: 30px;
  block-size: 18px;
  border: 1px solid var(--_control);
  border-radius: 10px;
  background: radial-gradient(circle at center, var(--_control) 5.2px, transparent 5.8px) no-repeat left center / 17px 100%;
}
.switch:dir(rtl)::before { background-position-x: right; }
.switch[aria-checked="true"]::before {
  border-color: var(--_accent);
  background: radial-gradient(circle at center, var(--_on-accent) 5.6px, var(--_accent) 6.2px) no-repeat right center / 17px 100%, var(--_accent);
}
.switch[aria-checked="true"]:dir(rtl)::before { background-position-x: left; }
.switch:hover { color: var(--_ink); }
.switch[aria-disabled="true"] { cursor: default; }
.foot .plain { padding-inline: 6px; font-size: 13px; }

/* Until when? */
.menu {
  position: fixed;
  inset: auto;
  inset-block-start: var(--_top, auto);
  left: var(--_left, auto);
  z-index: 2147483001;
  display: none;
  min-inline-size: 230px;
  max-inline-size: calc(100vw - 16px);
  margin: 0;
  padding: 5px;
  border: 1px solid var(--_line);
  border-radius: 11px;
  background: var(--_surface);
  color: var(--_ink);
  box-shadow: 0 2px 6px rgb(0 0 0 / 10%), 0 8px 28px rgb(0 0 0 / 20%);
}
.menu.open { display: block; }
.choice {
  display: flex;
  justify-content: space-between;
  gap: 20px;
  inline-size: 100%;
  min-block-size: 34px;
  padding: 6px 10px;
  border: 0;
  border-radius: 7px;
  background: transparent;
  text-align: start;
}
.choice:hover, .choice:focus { background: var(--_sunken); }
.choice:focus-visible { outline-offset: -2px; }
.when { color: var(--_ink-quiet); font-variant-numeric: tabular-nums; }

@media (max-width: 480px) {
  .panel {
    inset-inline: 0;
    left: 0;
    inline-size: 100vw;
    max-block-size: var(--_room, 80vh);
    border-inline: 0;
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
  }
  .item { padding-inline: 12px; gap: 10px; }
  .head { padding-inline: 12px 6px; gap: 4px; }
  .bar, .foot { padding-inline: 12px; }
}
@media (max-width: 360px) {
  .heading { font-size: 15px; }
  .mark-all .icon { display: none; }
  .foot .switch { flex-basis: 100%; }
}
@media (min-width: 480.1px) {
  .close { display: none; }
}

@keyframes arrive { from { background: color-mix(in srgb, var(--_accent) 28%, var(--_surface)); } }
@keyframes grow { from { transform: scale(0.4); } }
@keyframes rise { from { opacity: 0; translate: 0 -5px; } }
@keyframes turn { to { rotate: 1turn; } }
@keyframes breathe { 50% { opacity: 0.45; } }

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}

@media (forced-colors: active) {
  .badge, .to-top, .done, .strong { border-color: currentcolor; }
  .item[data-read="false"] .dot { forced-color-adjust: none; background: Highlight; }
  .avatar, .kind, .blank-icon { border: 1px solid CanvasText; }
  .filter[aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .filter[aria-pressed="true"] .count { color: HighlightText; }
  .plain[aria-disabled="true"], .switch[aria-disabled="true"] { color: GrayText; }
  .switch::before { forced-color-adjust: none; border-color: ButtonText; background-image: radial-gradient(circle at center, ButtonText 5.2px, transparent 5.8px); }
  .switch[aria-checked="true"]::before { border-color: Highlight; background-color: Highlight; background-image: radial-gradient(circle at center, HighlightText 5.2px, transparent 5.8px); }
  .choice:focus { outline: 2px solid Highlight; outline-offset: -2px; }
  .ghost::before, .ghost-lines::before, .ghost-lines::after { border: 1px solid GrayText; }
}
`;
