// What one performance will be: when it begins and is sold, and the hall by sections, with the hall drawn beside it.
import { html, nothing } from '../core/view.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { plan, rowsOf } from './plan.js';
import { instantOf } from './zone.js';

const MOST_SEATS = 60_000;
const MOST_SECTIONS = 1000;

export const newSection = (name, price = 50_000) => ({ name, rows: 5, seatsPerRow: 10, price });
export const newPerformance = () => ({ startsAt: '', onSale: 'now', onSaleAt: '', sections: [newSection('A')] });

const whole = value => Number.isSafeInteger(value) && value > 0;
const isLaidOut = section => section.name.trim() && whole(section.rows) && whole(section.seatsPerRow)
  && section.rows * section.seatsPerRow <= MOST_SEATS;
const seatsOf = sections => sections.filter(isLaidOut).reduce((sum, section) => sum + section.rows * section.seatsPerRow, 0);
const worthOf = sections => sections.filter(isLaidOut)
  .reduce((sum, section) => sum + section.rows * section.seatsPerRow * (section.price || 0), 0);

/** As POST /admin/concerts/{id}/performances takes it. */
export const requested = (performance, zone) => ({
  startsAt: instantOf(performance.startsAt, zone),
  onSaleAt: performance.onSale === 'now' ? null : instantOf(performance.onSaleAt, zone),
  sections: performance.sections.map(({ name, rows, seatsPerRow, price }) => ({ name: name.trim(), rows, seatsPerRow, price }))
});

/** What keeps it from being published, in words; null when nothing does. */
export function objection(performance, zone) {
  const starts = instantOf(performance.startsAt, zone);
  if (!starts) return t('o.wrong.starts');
  if (performance.onSale === 'at') {
    const sells = instantOf(performance.onSaleAt, zone);
    if (!sells) return t('o.wrong.on-sale');
    if (sells >= starts) return t('o.wrong.on-sale-late');
  }
  if (!performance.sections.every(isLaidOut)) return t('o.wrong.section');
  if (performance.sections.some(({ price }) => !Number.isSafeInteger(price) || price < 0)) return t('o.wrong.price');
  if (new Set(performance.sections.map(({ name }) => name.trim())).size < performance.sections.length) return t('o.wrong.names');
  if (seatsOf(performance.sections) > MOST_SEATS) return t('o.wrong.too-many', { n: MOST_SEATS });
  return null;
}

/** @param {string} id tells the fields of one performance from those of another  @param draw called after each change */
export function layoutFields(id, performance, zone, draw) {
  const set = (holder, name, convert = value => value) => event => {
    holder[name] = convert(event.target.value);
    draw();
  };
  const drawn = performance.sections.filter(isLaidOut);
  const seats = seatsOf(drawn);
  return html`<div class="two">
    <div class="stack">
      <div class="pair">
        <div class="field"><label for="${id}-starts">${t('o.starts')}</label>
          <input id="${id}-starts" type="datetime-local" required .value=${performance.startsAt} @input=${set(performance, 'startsAt')}></div>
        <div class="field"><label for="${id}-sale">${t('o.on-sale')}</label>
          <select id="${id}-sale" .value=${performance.onSale} @change=${set(performance, 'onSale')}>
            <option value="now">${t('o.on-sale.now')}</option><option value="at">${t('o.on-sale.at')}</option></select></div>
        ${performance.onSale === 'at' ? html`<div class="field"><label for="${id}-sale-at">${t('o.on-sale.when')}</label>
          <input id="${id}-sale-at" type="datetime-local" required .value=${performance.onSaleAt} @input=${set(performance, 'onSaleAt')}></div>` : nothing}
      </div>
      <p class="small soft">${t('o.zone', { zone })}</p>
      <fieldset class="stack"><legend>${t('o.layout')}</legend>
        ${performance.sections.map((section, i) => html`<div class="section-row">
          ${input(`${id}-${i}-name`, t('o.section.name'), 'text', section.name, set(section, 'name'))}
          ${input(`${id}-${i}-rows`, t('o.section.rows'), 'number', section.rows, set(section, 'rows', Number))}
          ${input(`${id}-${i}-seats`, t('o.section.seats'), 'number', section.seatsPerRow, set(section, 'seatsPerRow', Number))}
          ${input(`${id}-${i}-price`, t('o.section.price'), 'number', section.price, set(section, 'price', Number), 0)}
          <button class="button small" type="button" aria-label=${t('o.section.remove', { name: section.name })}
            ?disabled=${performance.sections.length === 1} @click=${() => {
    performance.sections.splice(i, 1);
    draw();
  }}>✕</button>
        </div>`)}
        <div><button class="button small" type="button" ?disabled=${performance.sections.length >= MOST_SECTIONS} @click=${() => {
    performance.sections.push(newSection(nextName(performance.sections), performance.sections.at(-1)?.price));
    draw();
  }}>${t('o.section.add')}</button></div>
      </fieldset>
    </div>
    <figure class="preview">
      ${seats && seats <= MOST_SEATS ? plan(rowsOf(drawn), { label: t('o.preview.label', { n: seats, sections: drawn.length }) }) : nothing}
      <figcaption class="row small"><span>${t('o.preview.seats', { n: seats })}</span>
        <span>${t('o.preview.worth', { sum: money(worthOf(drawn)) })}</span></figcaption>
    </figure>
  </div>`;
}

const input = (id, label, type, value, changed, least = 1) => html`<div class="field"><label for=${id}>${label}</label>
  <input id=${id} type=${type} .value=${String(value)} required autocomplete="off" min=${type === 'number' ? least : nothing}
    inputmode=${type === 'number' ? 'numeric' : nothing} @input=${changed}></div>`;

/** The letter after the last one, while there is one. */
function nextName(sections) {
  const last = sections.at(-1)?.name ?? '';
  return /^[A-Y]$/.test(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : number(sections.length + 1);
}
