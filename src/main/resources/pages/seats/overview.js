// The whole hall: its sections around the stage, coloured and patterned by price. A click opens one.
import { html, nothing, svg } from '../core/view.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { freeIn } from './hall.js';

const WIDTH = 1000;
const GAP = 14;
const STAGE = 90;
/** Each line of sections is bent around the stage by so much at its ends. */
const LIFT = 70;
const LEAST_DEPTH = 120;
const MOST_DEPTH = 210;
/** So wide is a section's plate if there is room for it; a narrower one tells the number of free seats alone. */
const ROOMY = 236;

export const TIERS = 5;

export function overview(hall, chosen, open) {
  const lines = inLines(hall.sections);
  let top = STAGE + LIFT + 30;
  const drawn = lines.map(line => {
    const depth = Math.min(MOST_DEPTH, Math.max(LEAST_DEPTH, Math.max(...line.map(section => section.depth)) * 9));
    const widest = Math.max(...lines.map(other => weight(other)));
    const width = (WIDTH - 40) * Math.max(0.55, Math.sqrt(weight(line) / widest));
    let left = (WIDTH - width) / 2;
    const bands = line.map(section => {
      const share = (width - GAP * (line.length - 1)) * (section.width / weight(line));
      const one = band(hall, section, chosen, left, top, share, depth, open);
      left += share + GAP;
      return one;
    });
    top += depth + GAP;
    return bands;
  });
  return html`<svg class="overview" viewBox="0 0 ${WIDTH} ${top + LIFT / 2 + 10}" role="group" aria-label=${t('seats.sections')}>
    <defs>${patterns()}</defs>
    <path class="stage" d="M250 ${STAGE} Q 500 ${STAGE + 34} 750 ${STAGE} L 720 22 Q 500 10 280 22 Z"></path>
    <text class="stage-name" x="500" y="74">${t('seats.stage')}</text>
    ${drawn}</svg>`;
}

const weight = line => line.reduce((sum, section) => sum + section.width, 0);

/** Up to four sections stand one behind the other; more stand side by side. */
function inLines(sections) {
  const each = sections.length <= 4 ? 1 : Math.ceil(Math.sqrt(sections.length * 0.9));
  const lines = [];
  for (let i = 0; i < sections.length; i += each) lines.push(sections.slice(i, i + each));
  return lines;
}

function band(hall, section, chosen, x, y, width, depth, open) {
  const free = freeIn(hall, section.seats);
  const tiers = [...new Set(section.seats.map(seat => seat.tier))];
  const middle = x + width / 2;
  const text = y + depth / 2 + bent(middle);
  const plate = Math.min(ROOMY, width - 2 * GAP);
  const mine = section.seats.some(seat => chosen.has(seat.number));
  const left = t('seats.section-left', { left: free, all: section.seats.length });
  const prices = [...new Set(section.seats.map(seat => seat.price))].map(money).join(', ');
  const press = event => {
    if (event.type === 'click' || event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(section);
    }
  };
  return svg`<g class="band ${free ? '' : 'full'} ${mine ? 'mine' : ''}" role="button" tabindex="0" @click=${press} @keydown=${press}
      aria-label="${t('seats.section', { name: section.name })}, ${left}, ${prices}">
    <path class="area" d=${outline(x, y, width, depth)} fill="url(#tier-${tiers[0] % TIERS})"></path>
    <rect class="plate" x=${middle - plate / 2} y=${text - 40} width=${plate} height="84" rx="14"></rect>
    <text x=${middle} y=${text - 4} class="band-name">${section.name}</text>
    <text x=${middle} y=${text + 28} class="band-left">${!free ? t('sold-out') : plate < ROOMY ? number(free) : left}</text>
  </g>`;
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

/** What colours, patterns and marks mean. */
export const legend = (hall, section) => html`
  <ul class="legend" aria-label=${t('seats.legend')}>
    ${hall.prices.map((price, tier) => section && !section.seats.some(seat => seat.tier === tier) ? nothing : html`<li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark tier-${tier % TIERS}">
      <rect x="1" y="1" width="24" height="24" rx="7" class="body"></rect>${glyph(tier % TIERS)}</svg><span class="number">${money(price)}</span></li>`)}
    <li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark taken"><rect x="7" y="7" width="12" height="12" rx="4"></rect></svg>${t('seats.taken')}</li>
    <li><svg viewBox="0 0 26 26" aria-hidden="true" class="seat-mark chosen"><rect x="1" y="1" width="24" height="24" rx="7"></rect>
      <path d="M7 13 l4.5 4.5 L19 9"></path></svg>${t('seats.chosen')}</li>
  </ul>`;

const glyph = tier => [
  svg`<circle cx="13" cy="13" r="4" class="glyph"></circle>`,
  svg`<path d="M8 18 L18 8" class="glyph line"></path>`,
  svg`<path d="M8 13 H18" class="glyph line"></path>`,
  svg`<path d="M13 8 V18 M8 13 H18" class="glyph line"></path>`,
  svg`<circle cx="13" cy="13" r="4" class="glyph ring"></circle>`
][tier] ?? nothing;
