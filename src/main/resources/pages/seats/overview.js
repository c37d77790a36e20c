// The whole hall: its sections around the stage, coloured and patterned by price. A click opens one.
import { html, nothing, svg } from '../core/view.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { ems, fitting } from '../ui/fit.js';
import { freeIn, ownIn } from './hall.js';

const WIDTH = 1000;
const GAP = 14;
const STAGE = 90;
/** Each line of sections is bent around the stage by so much at its ends. */
const LIFT = 70;
const LEAST_DEPTH = 120;
const MOST_DEPTH = 210;
/** So wide is a section's plate if there is room for it. */
const PLATE = 236;
/** Between the plate's edge and what stands on it. */
const INSET = 9;
/** Sizes of a section's name and of what is left of it; a phone shows them at a third. */
const NAME = { kind: 'band-name', at: -4, most: 38, least: 30, weight: 800 };
const LEFT = { kind: 'band-left', at: 28, most: 28, least: 22, weight: 600 };

export const TIERS = 5;

export function overview(hall, chosen, open) {
  const { bands, height } = placed(hall.sections);
  const names = fitting(bands.map(({ section }) => section.name), bands.map(({ room }) => room / NAME.least), NAME.weight);
  return html`<svg class="overview" viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label=${t('seats.sections')}>
    <defs>${patterns()}</defs>
    <path class="stage" d="M250 ${STAGE} Q 500 ${STAGE + 34} 750 ${STAGE} L 720 22 Q 500 10 280 22 Z"></path>
    <text class="stage-name" x="500" y="74">${t('seats.stage')}</text>
    ${bands.map((one, i) => band(hall, one, names[i], chosen, open))}</svg>`;
}

const weight = line => line.reduce((sum, section) => sum + section.width, 0);

/** Up to four sections stand one behind the other; more stand side by side. */
function inLines(sections) {
  const each = sections.length <= 4 ? 1 : Math.ceil(Math.sqrt(sections.length * 0.9));
  const lines = [];
  for (let i = 0; i < sections.length; i += each) lines.push(sections.slice(i, i + each));
  return lines;
}

/** Where each section is drawn, and how much room it has for words. */
function placed(sections) {
  const lines = inLines(sections);
  const widest = Math.max(...lines.map(weight));
  let top = STAGE + LIFT + 30;
  const bands = lines.flatMap(line => {
    const depth = Math.min(MOST_DEPTH, Math.max(LEAST_DEPTH, Math.max(...line.map(section => section.depth)) * 9));
    const width = (WIDTH - 40) * Math.max(0.55, Math.sqrt(weight(line) / widest));
    const gap = Math.min(GAP, width / line.length / 5);
    let left = (WIDTH - width) / 2;
    const y = top;
    top += depth + GAP;
    return line.map(section => {
      const x = left;
      const share = (width - gap * (line.length - 1)) * (section.width / weight(line));
      left += share + gap;
      return { section, x, y, width: share, depth, room: Math.max(0, share - 2 * (gap + INSET)) };
    });
  });
  return { bands, height: top + LIFT / 2 + 10 };
}

function band(hall, { section, x, y, width, depth, room }, name, chosen, open) {
  const free = freeIn(hall, section.seats);
  const middle = x + width / 2;
  const text = y + depth / 2 + bent(middle);
  const mine = section.seats.some(seat => chosen.has(seat.number));
  const left = free ? t('seats.section-left', { left: free, all: section.seats.length }) : t('sold-out');
  const prices = [...new Set(section.seats.map(seat => seat.price))].map(money).join(', ');
  const lines = [set(name, NAME, room), set(left, LEFT, room) ?? set(number(free), LEFT, room)].filter(line => line);
  const plate = Math.min(room + 2 * INSET, Math.max(PLATE, ...lines.map(line => line.width + 2 * INSET)));
  const press = event => {
    if (event.type === 'click' || event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(section);
    }
  };
  return svg`<g class="band ${free ? '' : 'full'} ${mine ? 'mine' : ''}" role="button" tabindex="0" @click=${press} @keydown=${press}
      aria-label="${section.name}, ${left}, ${prices}">
    <path class="area" d=${outline(x, y, width, depth)} fill="url(#tier-${section.seats[0].tier % TIERS})"></path>
    ${lines.length ? svg`<rect class="plate" x=${middle - plate / 2} y=${text - 40} width=${plate} height="84" rx="14"></rect>` : nothing}
    ${lines.map(line => svg`<text x=${middle} y=${text + line.at} class=${line.kind} font-size=${line.size}>${line.text}</text>`)}
  </g>`;
}

/** A line of words in the size in which it fits; nothing when nobody could read that. */
function set(text, { kind, at, most, least, weight }, room) {
  const width = ems(text, weight);
  const size = Math.min(most, room / width);
  return text && size >= least ? { text, kind, at, size, width: size * width } : null;
}

/** A parabola around the stage; a piece of one is drawn exactly by one control point. */
const bent = x => LIFT / 2 - LIFT * ((x - WIDTH / 2) / (WIDTH / 2)) ** 2;

function outline(x, y, width, depth) {
  const edge = (from, to, at) => {
    const control = at + LIFT / 2 - LIFT * (from - WIDTH / 2) * (to - WIDTH / 2) / (WIDTH / 2) ** 2;
    return `Q ${(from + to) / 2} ${control} ${to} ${at + bent(to)}`;
  };
  return `M ${x} ${y + bent(x)} ${edge(x, x + width, y)} V ${y + depth + bent(x + width)} ${edge(x + width, x, y + depth)} Z`;
}

/** One pattern for each price, so that colour is not needed to tell them apart. */
const patterns = () => [
  svg`<circle cx="12" cy="12" r="7"></circle>`,
  svg`<path d="M0 24 L24 0" stroke-width="6"></path>`,
  svg`<path d="M4 12 H20" stroke-width="7"></path>`,
  svg`<path d="M12 3 V21 M3 12 H21" stroke-width="5"></path>`,
  svg`<circle cx="12" cy="12" r="6" fill="none" stroke-width="4"></circle>`
].map((mark, tier) => svg`<pattern id="tier-${tier}" class="tier-${tier}" width="24" height="24" patternUnits="userSpaceOnUse">
    <rect width="24" height="24" class="ground"></rect>${mark}</pattern>`);

const CHECK = svg`<path d="M7 13 l4.5 4.5 L19 9"></path>`;

/** What colours, patterns and marks mean. */
export const legend = (hall, section) => html`
  <ul class="legend" aria-label=${t('seats.legend')}>
    ${hall.prices.map((price, tier) => section && !section.seats.some(seat => seat.tier === tier) ? nothing : html`<li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark tier-${tier % TIERS}">
      <rect x="1" y="1" width="24" height="24" rx="7" class="body"></rect>${glyph(tier % TIERS)}</svg><span class="number">${money(price)}</span></li>`)}
    <li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark taken"><rect x="7" y="7" width="12" height="12" rx="4"></rect></svg>${t('seats.taken')}</li>
    <li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark chosen"><rect x="1" y="1" width="24" height="24" rx="7"></rect>
      ${CHECK}</svg>${t('seats.chosen')}</li>
    ${ownIn(hall) ? html`<li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark own"><rect x="2" y="2" width="22" height="22" rx="7"></rect>
      ${CHECK}</svg>${t('seats.own')}</li>` : nothing}
  </ul>`;

const glyph = tier => [
  svg`<circle cx="13" cy="13" r="4" class="glyph"></circle>`,
  svg`<path d="M8 18 L18 8" class="glyph line"></path>`,
  svg`<path d="M8 13 H18" class="glyph line"></path>`,
  svg`<path d="M13 8 V18 M8 13 H18" class="glyph line"></path>`,
  svg`<circle cx="13" cy="13" r="4" class="glyph ring"></circle>`
][tier] ?? nothing;
