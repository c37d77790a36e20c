// What a user has bought and holds, and the wallet: for whoever is asked about it, on the telephone or at the door.
import { html, nothing } from '../core/view.js';
import * as api from '../core/api.js';
import { day, moment, money } from '../core/format.js';
import { t } from '../core/i18n.js';

const PAGE_ROWS = 20;

export class Bookings {
  #opened = new Map();
  #titles = new Map();

  constructor(view) {
    this.view = view;
  }

  isOpen(userId) {
    return this.#opened.has(userId);
  }

  /** Shows them as they are now, or shows them no longer. */
  async toggle(userId) {
    if (this.#opened.delete(userId)) return;
    const [{ balance }, page] = await Promise.all([api.get(`/users/${userId}/balance`, { signal: this.view.signal }), this.#page(userId)]);
    this.#opened.set(userId, { balance, ...page });
  }

  #more = userId => this.view.act(async () => {
    const shown = this.#opened.get(userId);
    const page = await this.#page(userId, shown.next);
    this.#opened.set(userId, { ...shown, next: page.next, reservations: [...shown.reservations, ...page.reservations] });
  });

  async #page(userId, cursor) {
    const asked = new URLSearchParams({ userId, size: PAGE_ROWS, ...cursor && { cursor } });
    const { reservations, nextCursor } = await api.get('/reservations?' + asked, { signal: this.view.signal });
    return { reservations: await Promise.all(reservations.map(one => this.#told(one))), next: nextCursor };
  }

  /** A reservation with what people call it by: the concert's title and, once paid, the seats as the tickets name them. */
  async #told(one) {
    const [title, tickets] = await Promise.all([this.#title(one.concertId),
      one.status === 'paid' ? api.get(`/reservations/${one.reservationId}/tickets`, { signal: this.view.signal })
        .then(({ tickets }) => tickets, () => null) : null]); // it may have been paid back since
    return { ...one, title, tickets };
  }

  /** One that was taken back has only its number. */
  #title(concertId) {
    if (!this.#titles.has(concertId)) {
      this.#titles.set(concertId, api.get('/concerts/' + concertId, { token: null, signal: this.view.signal }).then(({ title }) => title, () => {
        this.#titles.delete(concertId); // asked for again
        return '#' + concertId;
      }));
    }
    return this.#titles.get(concertId);
  }

  template(userId) {
    if (!this.isOpen(userId)) return nothing;
    const { balance, reservations, next } = this.#opened.get(userId);
    return html`<div class="bookings stack" role="group" tabindex="-1" aria-label=${t('o.user.bookings')}>
      <p>${t('me.wallet')}: <strong class="number">${money(balance)}</strong></p>
      ${reservations.length ? html`<ul class="list">${reservations.map(line)}</ul>` : html`<p class="soft">${t('o.user.bookings.none')}</p>`}
      ${next ? html`<div><button class="button small" type="button" ?disabled=${this.view.busy} @click=${this.#more(userId)}>${t('me.more')}</button></div>` : nothing}
    </div>`;
  }
}

const line = one => html`<li class="row">
  <div class="stack tight"><strong>${one.title}</strong>
    <span>${day(one.date)} · ${one.tickets ? one.tickets.map(ticket).join(' / ') : one.seatNumbers.map(n => t('seats.seat', { number: String(n) })).join(', ')}</span>
    <span class="small soft">${moment(one.reservedAt)} · ${money(one.amount)} · <code>${one.reservationId}</code></span></div>
  <span class="tag ${one.status === 'paid' ? 'strong' : ''}">${t('me.status.' + one.status)}</span></li>`;

function ticket({ section, row, seatNumber, checkedInAt }) {
  const seat = t('seats.seat-full', { section, row, number: String(seatNumber) });
  return checkedInAt ? `${seat} (${t('ticket.used')}, ${moment(checkedInAt)})` : seat;
}
