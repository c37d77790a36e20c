// One concert: its dates, what is left of each, and the way in.
import { html, nothing } from '../core/view.js';
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { day, moment, priceRange, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { remember, user } from '../core/session.js';
import { poster, titleOf } from '../ui/poster.js';
import { onSaleIn } from './concerts.js';

const REFRESH_SECONDS = 5;

export const roomOf = concert => concert.ownWaitingRoom ? String(concert.concertId) : 'lobby';

export default async function concert(view) {
  const id = view.params.concertId;
  let one = null;
  let performances = [];
  let zone;
  let hold = null;
  let missing = false;

  view.shows(() => one?.title ?? t('concerts.title'), () => missing
    ? html`<div class="empty"><h1>${t('missing.title')}</h1><a class="button" href="/">${t('to-concerts')}</a></div>`
    : one === null ? nothing : page());

  function page() {
    const opens = performances.map(performance => performance.onSaleAt).sort()[0];
    const early = opens && secondsUntil(opens) > 0;
    return html`
      <article class="concert-page">
        <div class="concert-poster">${poster(one.title)}</div>
        <div class="stack">
          <h1>${titleOf(one.title)}</h1>
          <p class="lead">${one.venue}</p>
          <p>${one.description}</p>
          <p class="big number">${priceRange(one.priceFrom, one.priceTo)}</p>
          ${hold ? holdNotice() : nothing}
          ${performances.length ? enter(early, opens) : html`<p class="told">${t('concert.ended')}</p>`}
        </div>
        <section class="section stack" aria-labelledby="dates">
          <h2 id="dates">${t('concert.dates')}</h2>
          <ul class="list">${performances.map(dateLine)}</ul>
        </section>
        <section class="section stack" aria-labelledby="how">
          <h2 id="how">${t('concert.how')}</h2>
          <ol class="steps">${[1, 2, 3].map(n => html`<li>${t('concert.how-' + n)}</li>`)}</ol>
        </section>
      </article>`;
  }

  const enter = (early, opens) => html`
    ${early && one.ownWaitingRoom ? html`<p class="told">${t('concert.early', { time: moment(opens, zone) })}</p>` : nothing}
    ${early ? html`<p><span class="tag accent number">${onSaleIn(opens)}</span></p>` : nothing}
    ${early && !one.ownWaitingRoom ? nothing : html`
      <a class="button main wide" href=${door()}>${t(early ? 'concert.join-early' : 'concert.get-tickets')}</a>`}`;

  const holdNotice = () => html`
    <div class="told row"><strong>${t('concert.held-for-you')}</strong>
      <a class="button" href="/checkout/${hold.reservationId}">${t('concert.to-checkout')}</a></div>`;

  function door() {
    const waiting = `/wait/${roomOf(one)}?concert=${id}`;
    return user() ? waiting : '/login?next=' + encodeURIComponent(waiting);
  }

  const dateLine = performance => html`
    <li class="row">
      <span><strong>${day(performance.date, 'long')}</strong> <span class="soft number">${time(performance.startsAt, zone)}</span></span>
      ${secondsUntil(performance.onSaleAt)
    ? html`<span class="soft">${t('on-sale-at', { time: moment(performance.onSaleAt, zone) })}</span>`
    : performance.remainingSeats
      ? html`<span class="left">${t('concert.seats-of', { left: performance.remainingSeats, all: performance.totalSeats })}</span>`
      : html`<span class="tag">${t('sold-out')}</span>`}
    </li>`;

  await view.every(REFRESH_SECONDS, async () => {
    try {
      const [listing, toCome] = await Promise.all([
        api.get('/concerts/' + id, { token: null, signal: view.signal }),
        api.get(`/concerts/${id}/performances`, { token: null, signal: view.signal })]);
      one = listing;
      performances = toCome.performances;
      zone = toCome.timeZone;
      remember('title.' + id, one.title); // the waiting room shows it without asking
    } catch (failure) {
      if (failure.status === 404 || failure.status === 400) missing = true;
      else throw failure;
    }
    view.draw();
  }, { must: true });
  view.every(1, () => view.draw());
  if (user() && !missing) hold = await holdOf(id, view.signal).catch(() => null);
  view.draw();
}

/** The caller's running hold of that concert, or null. */
export async function holdOf(concertId, signal) {
  const { reservations } = await api.get('/reservations?size=20', { signal });
  return reservations.find(one => one.status === 'held' && String(one.concertId) === String(concertId)) ?? null;
}

