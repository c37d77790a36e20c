// What one performance will be: when it begins and is sold, and the hall by sections, with the hall drawn beside it.
import { html, nothing } from '../core/view.js';
import { secondsUntil } from '../core/clock.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { field, whole } from '../ui/field.js';
import { plan, rowsOf, sections as sectionsOf } from './plan.js';
import { instantOf, wallTime } from './zone.js';

const MOST_SEATS = 60_000;
const MOST_SECTIONS = 1000;
/** From and to, as the API takes them. */
const RANGES = { rows: [1, MOST_SEATS], seatsPerRow: [1, MOST_SEATS], price: [0, 10_000_000] };

export const newSection = (name, price = 50_000) => ({ name, rows: 5, seatsPerRow: 10, price });
export const newPerformance = () => ({ startsAt: '', onSale: 'now', onSaleAt: '', sections: [newSection('A')] });

/** As that one, a day later. */
export const following = performance => ({ ...structuredClone(performance), startsAt: dayAfter(performance.startsAt) });

/** A performance that is published as if it were typed. @param rows as GET /admin/performances/{id}/hall tells them */
export const typed = ({ startsAt, onSaleAt }, rows, zone) => ({
  startsAt: wallTime(startsAt, zone),
  ...secondsUntil(onSaleAt) ? { onSale: 'at', onSaleAt: wallTime(onSaleAt, zone) } : { onSale: 'now', onSaleAt: '' },
  sections: sectionsOf(rows).map(({ name, rows, width, price }) => ({ name, rows: rows.length,
    seatsPerRow: rows.every(({ seats }) => seats === width) ? width : '', price })) // whose last row is shorter is not known here: to be typed
});

function dayAfter(wall) {
  const then = new Date(wall + 'Z');
  then.setUTCDate(then.getUTCDate() + 1);
  return Number.isNaN(then.getTime()) ? '' : then.toISOString().slice(0, wall.length);
}

/** The sections as the API takes them, of what was typed; null stands where no such number was typed. */
const laidOut = sections => sections.map(section => ({
  name: section.name.trim(), ...Object.fromEntries(Object.entries(RANGES).map(([name, range]) => [name, whole(section[name], range)]))
}));
const seatsOf = ({ rows, seatsPerRow }) => rows * seatsPerRow;

/** As POST /admin/concerts/{id}/performances takes it. */
export const requested = (performance, zone) => ({
  startsAt: instantOf(performance.startsAt, zone),
  onSaleAt: performance.onSale === 'now' ? null : instantOf(performance.onSaleAt, zone),
  sections: laidOut(performance.sections)
});

/** What keeps it from being published, by field. @param {string} path before the names of its fields: `performances[0].` */
export function wrongs(performance, zone, path) {
  const { startsAt, onSaleAt, sections } = requested(performance, zone);
  const found = [];
  const wrong = (field, key, values) => found.push({ field: path + field, message: t('o.wrong.' + key, values) });
  if (!startsAt) wrong('startsAt', 'starts');
  if (performance.onSale === 'at' && !onSaleAt) wrong('onSaleAt', 'on-sale');
  if (startsAt && onSaleAt && onSaleAt >= startsAt) wrong('onSaleAt', 'on-sale-late');
  const names = new Set();
  let seats = 0;
  sections.forEach((section, i) => {
    if (!section.name) wrong(`sections[${i}].name`, 'blank');
    else if (names.has(section.name)) wrong(`sections[${i}].name`, 'names');
    names.add(section.name);
    for (const [name, [from, to]] of Object.entries(RANGES)) if (section[name] === null) wrong(`sections[${i}].${name}`, 'whole', { from, to });
    const before = seats;
    seats += seatsOf(section);
    if (before <= MOST_SEATS && seats > MOST_SEATS) wrong(`sections[${i}].seatsPerRow`, 'too-many', { n: MOST_SEATS });
  });
  return found;
}

/**
 * @param {string} id tells the fields of one performance from those of another  @param {string} path as wrongs() takes it
 * @param changed called after each change
 */
export function layoutFields(view, id, path, performance, zone, changed) {
  const set = (holder, name) => event => {
    holder[name] = event.target.value;
    changed();
  };
  const moment = (name, label, at) => field(view, path + name, t(label), performance[name], set(performance, name), { id: `${id}-${at}`, type: 'datetime-local' });
  const cell = (i, name, label, at) => field(view, `${path}sections[${i}].${name}`, t('o.section.' + label), performance.sections[i][name],
    set(performance.sections[i], name), { id: `${id}-${i}-${at}`, type: name in RANGES ? 'whole' : 'text' });
  const drawn = laidOut(performance.sections).filter(section => section.name && seatsOf(section));
  const seats = drawn.reduce((sum, section) => sum + seatsOf(section), 0);
  return html`<div class="two">
    <div class="stack">
      <div class="pair">
        ${moment('startsAt', 'o.starts', 'starts')}
        <div class="field"><label for="${id}-sale">${t('o.on-sale')}</label>
          <select id="${id}-sale" .value=${performance.onSale} @change=${set(performance, 'onSale')}>
            <option value="now">${t('o.on-sale.now')}</option><option value="at">${t('o.on-sale.at')}</option></select></div>
        ${performance.onSale === 'at' ? moment('onSaleAt', 'o.on-sale.when', 'sale-at') : nothing}
      </div>
      <p class="small soft">${t('o.zone', { zone })}</p>
      <fieldset class="stack"><legend>${t('o.layout')}</legend>
        ${performance.sections.map((section, i) => html`<div class="section-row">
          ${cell(i, 'name', 'name', 'name')}${cell(i, 'rows', 'rows', 'rows')}${cell(i, 'seatsPerRow', 'seats', 'seats')}${cell(i, 'price', 'price', 'price')}
          <button class="button small" type="button" aria-label=${t('o.section.remove', { name: section.name })}
            ?disabled=${performance.sections.length === 1} @click=${() => {
    performance.sections.splice(i, 1);
    view.problems = {}; // those behind it have other names now
    changed();
  }}>✕</button>
        </div>`)}
        <div><button class="button small" type="button" ?disabled=${performance.sections.length >= MOST_SECTIONS} @click=${() => {
    performance.sections.push(newSection(nextName(performance.sections), performance.sections.at(-1)?.price));
    changed();
  }}>${t('o.section.add')}</button></div>
      </fieldset>
    </div>
    <figure class="preview">
      ${seats && seats <= MOST_SEATS ? plan(rowsOf(drawn), { label: t('o.preview.label', { n: seats, sections: drawn.length }) }) : nothing}
      <figcaption class="row small"><span>${t('o.preview.seats', { n: seats })}</span>
        <span>${t('o.preview.worth', { sum: money(drawn.reduce((sum, section) => sum + seatsOf(section) * section.price, 0)) })}</span></figcaption>
    </figure>
  </div>`;
}

/** The letter after the last one, while there is one. */
function nextName(sections) {
  const last = sections.at(-1)?.name ?? '';
  return /^[A-Y]$/.test(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : number(sections.length + 1);
}
