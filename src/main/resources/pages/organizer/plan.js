// The hall as a drawing: every seat with a shape for its state, so that no colour is needed to read it; of a large hall
// its sections first, each filled as far as it is sold.
import { html, nothing, svg } from '../core/view.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { ems, fitting } from '../ui/fit.js';

/** More seats than that are not told apart at once, nor drawn twice a second. */
const MOST_SEATS_AT_ONCE = 3000;
const GAP = 2;
/** Height of a section's name, in seats. */
const NAME = 2.4;
/** Of the section's height, for the name within it. */
const NAME_SHARE = 0.34;
/** A smaller name is not read on a phone: of the drawing's width, and of its usual size above seats. */
const LEAST_NAME_SHARE = 1 / 42;
const LEAST_OF_MOST = 0.7;
const NAME_WEIGHT = 700;
/** So many sections stand one behind the other. */
const FEW = 4;
/** In seats, so that a small hall is not drawn with giant ones. */
const LEAST_WIDTH = 44;
/** Width by height that fits a page best. */
const ASPECT = 1.7;
export const STATES = ['A', 'H', 'R', 'C'];

/** Rows, as the server tells them, by section. */
export function sections(rows) {
  const found = [];
  for (const row of rows) {
    let section = found.at(-1);
    if (section?.name !== row.section) found.push(section = { name: row.section, rows: [], seats: 0, width: 0, price: row.price });
    section.rows.push(row);
    section.seats += row.seats;
    section.width = Math.max(section.width, row.seats);
  }
  return found;
}

/** The rows that a layout will give, as the server numbers them. */
export function rowsOf(layout) {
  let first = 1;
  return layout.flatMap(({ name, rows, seatsPerRow, price }) => Array.from({ length: rows }, (_, i) => {
    const row = { section: name, row: String(i + 1), price, first, seats: seatsPerRow };
    first += seatsPerRow;
    return row;
  }));
}

/** Sections side by side in tiers, front to back, so that the drawing gets about the shape of a page. */
function placed(list, unit) {
  let best = null;
  for (let across = 1; across <= (list.length <= FEW ? 1 : list.length); across++) {
    const tiers = [];
    for (let i = 0; i < list.length; i += across) tiers.push(list.slice(i, i + across));
    const widths = tiers.map(tier => tier.reduce((sum, section) => sum + section.width + GAP * 2, -GAP * 2));
    const heights = tiers.map(tier => Math.max(...tier.map(section => section.rows.length)) + (unit > 1 ? 0 : NAME) + GAP * unit);
    const [width, height] = [Math.max(...widths, LEAST_WIDTH), heights.reduce((sum, h) => sum + h, 0)];
    const off = Math.abs(Math.log(width / height / ASPECT));
    if (!best || off < best.off) best = { off, tiers, widths, heights, width, height };
  }
  let top = 4 * unit;
  const boxes = best.tiers.flatMap((tier, i) => {
    let left = (best.width - best.widths[i]) / 2;
    const y = top;
    top += best.heights[i];
    return tier.map(section => {
      const box = { section, x: left, y };
      left += section.width + GAP * 2;
      return box;
    });
  });
  return { boxes, width: best.width, height: best.height + 4 * unit };
}

const SHAPES = {
  A: (x, y) => `M${x + .1} ${y + .1}h.8v.8h-.8z`,
  H: (x, y) => `M${x + .5} ${y + .02}l.48 .48l-.48 .48l-.48 -.48z`,
  R: (x, y) => `M${x + .06} ${y + .06}h.88v.88h-.88z`,
  C: (x, y) => `M${x + .18} ${y + .18}l.64 .64m0 -.64l-.64 .64`
};

function seatPaths(section, states, left, top) {
  const paths = { A: '', H: '', R: '', C: '' };
  section.rows.forEach((row, i) => {
    const x = left + (section.width - row.seats) / 2;
    for (let seat = 0; seat < row.seats; seat++) {
      const state = states?.[row.first + seat - 1] ?? 'A';
      paths[state] += SHAPES[state](Math.round((x + seat) * 100) / 100, top + i);
    }
  });
  return STATES.filter(state => paths[state]).map(state => svg`<path class=${'seat ' + state} d=${paths[state]}></path>`);
}

export function counted(section, states) {
  const counts = { A: 0, H: 0, R: 0, C: 0 };
  if (!states) return { ...counts, A: section.seats };
  for (const row of section.rows) {
    for (let seat = row.first; seat < row.first + row.seats; seat++) counts[states[seat - 1]]++;
  }
  return counts;
}

/** A click opens the section; so does its button in the table, for those who have no mouse. */
function block(section, name, counts, x, y, pick) {
  const height = section.rows.length;
  const most = Math.min(height * NAME_SHARE, section.width / 4);
  const size = Math.min(most, inside(section) / ems(name, NAME_WEIGHT));
  const taken = t('o.plan.taken', { share: Math.ceil(100 - 100 * counts.A / section.seats) });
  const plate = Math.max(size * ems(name, NAME_WEIGHT), most * .6 * ems(taken, NAME_WEIGHT)) + most / 2;
  const middle = x + section.width / 2;
  let top = y + height;
  return svg`<g class=${pick ? 'picks' : ''} @click=${pick ? () => pick(section.name) : nothing}><rect class="block" x=${x} y=${y} width=${section.width} height=${height}></rect>
    ${['R', 'H', 'C'].map(state => {
    const h = counts[state] / section.seats * height;
    top -= h;
    return h ? svg`<rect class=${'share ' + state} x=${x} y=${top} width=${section.width} height=${h}></rect>` : nothing;
  })}<rect class="plate" x=${middle - plate / 2} y=${y + height / 2 - size * 1.05} width=${plate} height=${size * 1.05 + most} rx=${most / 6}></rect>
    <text class="plan-name" x=${middle} y=${y + height / 2} font-size=${size} text-anchor="middle">${name}</text>
    <text class="plan-name" x=${middle} y=${y + height / 2 + most * .75} font-size=${most * .6} text-anchor="middle">${taken}</text></g>`;
}

const inside = section => section.width * 0.84;

/**
 * @param {object[]} rows as the server tells them  @param {string} [states] a letter for each seat; none for a hall to come
 * @param {string} [only] the section to show alone
 */
export function plan(rows, { states, only, label, pick }) {
  const all = sections(rows);
  const shown = only ? all.filter(section => section.name === only) : all;
  const seats = shown.reduce((sum, section) => sum + section.seats, 0);
  if (!seats) return nothing;
  const bySeat = seats <= MOST_SEATS_AT_ONCE;
  const { boxes, width, height } = placed(shown, bySeat ? 1 : Math.sqrt(seats) / 40);
  const unit = Math.max(1, width / 60);
  const most = Math.min(unit * 1.4, NAME * .75);
  const room = section => bySeat ? section.width + GAP : inside(section);
  const least = bySeat ? most * LEAST_OF_MOST : width * LEAST_NAME_SHARE;
  const names = fitting(shown.map(({ name }) => name), shown.map(section => room(section) / least), NAME_WEIGHT);
  return html`<svg class="plan" viewBox="-1 0 ${width + 2} ${height}" role="img" aria-label=${label} preserveAspectRatio="xMidYMin meet">
    <path class="plan-stage" d="M${width * .25} ${unit * .4} H${width * .75} L${width * .72} ${unit * 2.6} H${width * .28} Z"></path>
    <text class="plan-word" x=${width / 2} y=${unit * 2} font-size=${unit * 1.3} text-anchor="middle">${t('o.plan.stage')}</text>
    ${boxes.map(({ section, x, y }, i) => bySeat
    ? svg`<text class="plan-name" x=${x} y=${y + NAME - .7} font-size=${Math.min(most, room(section) / ems(names[i], NAME_WEIGHT))}>${names[i]}</text>
      ${seatPaths(section, states, x, y + NAME)}`
    : block(section, names[i], counted(section, states), x, y, pick))}
  </svg>`;
}

export const isLarge = rows => rows.reduce((sum, row) => sum + row.seats, 0) > MOST_SEATS_AT_ONCE;

/** What each shape means, and of how many seats. */
export const legend = (counts, states = STATES) => html`<ul class="legend">${states.map(state => html`<li>
  <svg class="sample" viewBox="0 0 1 1" aria-hidden="true"><path class=${'seat ' + state} d=${SHAPES[state](0, 0)}></path></svg>
  ${t('o.seat.' + state)} <strong class="number">${number(counts[state])}</strong></li>`)}</ul>`;

/** The same as a table: for readers of screens, and for those who want the figures. */
export const sectionTable = (rows, states, { pick, picked }) => html`<div class="scrolls" role="group" tabindex="0"
  aria-label=${t('o.plan.sections')}><table class="tight">
  <caption class="visually-hidden">${t('o.plan.sections')}</caption>
  <thead><tr><th scope="col">${t('o.section')}</th><th scope="col" class="number">${t('o.price')}</th>
    ${STATES.map(state => html`<th scope="col" class="number">${t('o.seat.' + state)}</th>`)}</tr></thead>
  <tbody>${sections(rows).map(section => {
    const counts = counted(section, states);
    return html`<tr><th scope="row">${pick
      ? html`<button class="quiet" type="button" aria-pressed=${picked === section.name ? 'true' : 'false'}
          @click=${() => pick(section.name)}>${section.name}</button>` : section.name}</th>
      <td class="number">${money(section.price)}</td>
      ${STATES.map(state => html`<td class="number">${number(counts[state])}</td>`)}</tr>`;
  })}</tbody></table></div>`;
