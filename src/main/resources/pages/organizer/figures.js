// The figures of a sale as tiles, and the books as a sentence.
import { html } from '../core/view.js';
import { clockFace, money, number, time } from '../core/format.js';
import { t } from '../core/i18n.js';

const BOOKS = ['seatsSoldTwice', 'paymentsWithoutSeats', 'seatsWithoutPayment', 'walletsOutOfBalance', 'revenueMismatch'];

export const waited = seconds => seconds === null || seconds === undefined ? '–' : clockFace(Math.round(seconds));

export function tiles(sales, room) {
  const share = sales.totalSeats ? Math.round(100 * sales.reserved / sales.totalSeats) : 0;
  const tile = (name, value, detail = '') => html`<div class="tile"><dt>${t('o.tile.' + name)}</dt>
    <dd><span class="figure">${value}</span><span class="small soft">${detail}</span></dd></div>`;
  return html`<dl class="tiles">
    ${tile('sold', number(sales.reserved), t('o.tile.of', { all: sales.totalSeats, share }))}
    ${tile('revenue', money(sales.revenue))}
    ${tile('held', number(sales.held), t('o.tile.free', { n: sales.available }))}
    ${tile('lapsed', number(sales.holdsLapsed))}
    ${tile('waiting', room ? number(room.waiting) : '–')}
    ${tile('inside', room ? number(room.inside) : '–', room ? t('o.tile.capacity', { n: room.capacity }) : '')}
    ${tile('admitted', room ? number(room.admittedLastMinute) : '–', t('o.tile.per-minute'))}
    ${tile('wait', waited(room?.medianWait), t('o.tile.median'))}
  </dl>`;
}

/** Of several performances together; the figures of one as they are. */
export function together(performances) {
  const sums = ['totalSeats', 'available', 'held', 'reserved', 'canceled', 'revenue', 'holdsLapsed'];
  return Object.fromEntries(sums.map(name => [name, performances.reduce((all, one) => all + one[name], 0)]));
}

/** "0 seats sold twice · …": good when every number is 0, and otherwise loud, by a sign and a word as well. */
export function books(checked, zone) {
  if (!checked) return html`<p class="books soft">${t('o.books.checking')}</p>`;
  const good = BOOKS.every(name => checked[name] === 0);
  return html`<p class="books ${good ? 'good' : 'bad'}" role=${good ? 'status' : 'alert'}>
    <strong>${good ? '✓' : '✕'} ${t(good ? 'o.books.good' : 'o.books.bad')}</strong>
    <span>${BOOKS.map((name, i) => html`${i ? ' · ' : ''}<span class=${checked[name] ? 'off' : ''}>${t('o.books.' + name, { n: checked[name] })}</span>`)}</span>
    <span class="small soft">${t('o.books.at', { time: time(checked.checkedAt, zone) })}</span></p>`;
}
