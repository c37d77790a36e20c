// The same seats as buttons, row by row: for keyboards, screen readers, and whoever prefers a list.
import { html, nothing } from '../core/view.js';
import { money } from '../core/format.js';
import { t } from '../core/i18n.js';
import { freeIn, isFree, isOwn } from './hall.js';

/** Rows are filled when they are opened: a hall may have 60,000 seats. */
const opened = new Set();

export function seatList(hall, section, chosen, press, redraw) {
  return html`<div class="rows">${section.rows.map(row => {
    const key = `${hall.performanceId}/${section.name}/${row.name}`;
    const free = freeIn(hall, row.seats);
    const toggle = event => {
      if (event.target.open === opened.has(key)) return;
      opened[event.target.open ? 'add' : 'delete'](key);
      redraw();
    };
    return html`<details ?open=${opened.has(key)} @toggle=${toggle}>
      <summary><strong>${t('seats.row', { row: row.name })}</strong>
        <span class="soft">${t('seats.section-left', { left: free, all: row.seats.length })} · ${money(row.seats[0].price)}</span></summary>
      ${opened.has(key) ? html`<div class="seat-buttons">${row.seats.map(seat => seatButton(hall, seat, chosen, press))}</div>` : nothing}
    </details>`;
  })}</div>`;
}

function seatButton(hall, seat, chosen, press) {
  const free = isFree(hall, seat.number);
  const mine = chosen.has(seat.number);
  const own = isOwn(hall, seat.number);
  const state = t(mine ? 'seats.chosen' : free ? 'seats.free' : own ? 'seats.own' : 'seats.taken');
  return html`<button type="button" class="seat-button ${own ? 'own' : ''}" aria-pressed=${mine} ?disabled=${!free && !mine && !own} @click=${() => press(seat)}
    aria-label="${t('seats.seat-full', { section: seat.section.name, row: seat.row.name, number: String(seat.number) })}, ${state}">${seat.number}</button>`;
}
