// Tickets with their codes. The image is the server's; it is kept as long as the page, so that it also shows without a net.
import { html, nothing } from '../core/view.js';
import * as api from '../core/api.js';
import { time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { user } from '../core/session.js';
import { saveEntry } from './calendar.js';
import { notice } from './notices.js';
import { poster, titleOf } from './poster.js';
import { performanceOf, when } from './showing.js';

const CHECK_INS_EVERY = 6; // looks

export class Tickets {
  #of = new Map();
  #images = new Map();
  #loads = 0;

  constructor(view) {
    this.view = view;
    view.signal.addEventListener('abort', () => this.#images.forEach(url => URL.revokeObjectURL(url)));
  }

  /** A ticket stays what it is; only whether it was used at the door is asked for now and again. */
  async load(reservations) {
    const all = this.#loads++ % CHECK_INS_EVERY === 0;
    await Promise.all(reservations.filter(one => all || !this.#of.has(one.reservationId)).map(async ({ reservationId }) => {
      const { tickets } = await api.get(`/reservations/${reservationId}/tickets`, { signal: this.view.signal });
      this.#of.set(reservationId, tickets);
    }));
    this.view.draw();
  }

  of(reservationId) {
    return this.#of.get(reservationId) ?? null;
  }

  image(reservationId, seat) {
    return this.#images.get(`${reservationId}/${seat}`);
  }

  async show(reservationId, seat) {
    const response = await fetch(`/api/v1/reservations/${reservationId}/tickets/${seat}/qr`,
      { headers: { Authorization: 'Bearer ' + user().accessToken, Accept: 'image/svg+xml' } });
    if (!response.ok) throw new api.Unreachable(String(response.status));
    this.#images.set(`${reservationId}/${seat}`, URL.createObjectURL(await response.blob()));
    this.view.draw();
  }

  /** Prints the tickets of one reservation, all with their codes. */
  async print(reservationId) {
    await Promise.all(this.of(reservationId).filter(({ seatNumber }) => !this.image(reservationId, seatNumber))
      .map(({ seatNumber }) => this.show(reservationId, seatNumber)));
    const group = document.getElementById('tickets-' + reservationId);
    await Promise.all([...group?.querySelectorAll('.qr') ?? []].map(image => image.decode()));
    if (this.view.signal.aborted) return;
    group.classList.add('on-paper');
    addEventListener('afterprint', () => group.classList.remove('on-paper'), { once: true });
    print();
  }
}

export function ticketPart(reservation, concert, tickets) {
  const found = tickets.of(reservation.reservationId);
  return html`<article class="ticket-group" id="tickets-${reservation.reservationId}">
    ${concert ? html`<div class="ticket-poster">${poster(concert.title)}</div>` : nothing}
    <div class="stack">
      <div class="stack tight"><h2>${concert ? titleOf(concert.title) : nothing}</h2>
        <p><strong>${when(reservation, concert)}</strong></p><p class="soft">${concert?.venue}</p></div>
      ${found ? html`<ul class="tickets">${found.map(ticket => one(reservation.reservationId, ticket, tickets))}</ul>`
    : html`<p role="status">${t('ticket.waiting')}</p>`}
      ${found ? html`<div class="buttons">
        ${performanceOf(reservation, concert) ? html`<button class="button plain" type="button" @click=${() => note(reservation, concert, found)}>${t('ticket.calendar')}</button>` : nothing}
        <button class="button plain" type="button" ?disabled=${tickets.view.busy} @click=${tickets.view.act(() => tickets.print(reservation.reservationId))}>${
  t('ticket.print')}</button></div>` : nothing}
    </div></article>`;
}

const seatOf = ticket => t('seats.seat-full', { section: ticket.section, row: ticket.row, number: String(ticket.seatNumber) });

const note = (reservation, concert, found) => saveEntry({
  uid: reservation.reservationId,
  startsAt: performanceOf(reservation, concert).startsAt,
  title: concert.title,
  place: concert.venue,
  about: found.map(seatOf).join('\n')
});

function one(reservationId, ticket, tickets) {
  const image = tickets.image(reservationId, ticket.seatNumber);
  const seat = seatOf(ticket);
  const copy = async () => { // pages without HTTPS may not copy, others only when allowed
    const copied = await navigator.clipboard?.writeText(ticket.code).then(() => true, () => false);
    notice(copied ? t('ticket.copied') : ticket.code);
  };
  return html`<li class="ticket ${ticket.checkedInAt ? 'used' : ''}">
    <div class="row center"><h3>${seat}</h3>
      ${ticket.checkedInAt ? html`<span class="tag">${t('ticket.used')} · ${time(ticket.checkedInAt)}</span>` : nothing}</div>
    ${image ? html`<img class="qr" src=${image} alt=${t('ticket.code', { seat })} width="240" height="240">` : nothing}
    <div class="buttons">
      ${image ? nothing : html`<button class="button" type="button" @click=${tickets.view.act(() => tickets.show(reservationId, ticket.seatNumber))}
        aria-label="${t('ticket.show-code')}: ${seat}">${t('ticket.show-code')}</button>`}
      <button class="button plain" type="button" data-code=${ticket.code} @click=${copy} aria-label="${t('ticket.copy')}: ${seat}">${t('ticket.copy')}</button>
    </div>
  </li>`;
}
