// One concert: its dates, what is left of each, and the way in.
import { html, nothing } from '../core/view.js';
import { secondsUntil } from '../core/clock.js';
import { day, moment, priceRange, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { logInAddress, remember, user } from '../core/session.js';
import { holdNotice, isRunning, ownOf } from '../ui/holds.js';
import { poster, titleOf } from '../ui/poster.js';
import { concertOf, onSaleIn, opensAt, roomOf } from '../ui/showing.js';

const REFRESH_SECONDS = 5;

export default async function concert(view) {
  const id = view.params.concertId;
  let one = null;
  let own = [];
  let missing = false;

  view.shows(() => one?.title ?? t('concerts.title'), () => missing
    ? html`<div class="empty"><h1>${t('missing.title')}</h1><a class="button" href="/">${t('to-concerts')}</a></div>`
    : one === null ? nothing : page());

  function page() {
    const { performances, timeZone: zone } = one;
    const opens = opensAt(performances);
    const early = opens && secondsUntil(opens) > 0;
    return html`
      <article class="concert-page">
        <div class="concert-poster">${poster(one.title)}</div>
        <div class="stack">
          <h1>${titleOf(one.title)}</h1>
          <p class="lead">${one.venue}</p>
          <p class="written">${one.description}</p>
          <p class="big number">${priceRange(one.priceFrom, one.priceTo)}</p>
          ${own.filter(isRunning).map(holdNotice)}
          ${performances.length ? enter(early, opens, zone) : html`<p class="told">${t('concert.ended')}</p>`}
        </div>
        <section class="section stack" aria-labelledby="dates">
          <h2 id="dates">${t('concert.dates')}</h2>
          <ul class="list">${performances.map(performance => dateLine(performance, zone))}</ul>
        </section>
        <section class="section stack" aria-labelledby="how">
          <h2 id="how">${t('concert.how')}</h2>
          <ol class="steps">${[1, 2, 3].map(n => html`<li>${t('concert.how-' + n)}</li>`)}</ol>
        </section>
      </article>`;
  }

  const enter = (early, opens, zone) => html`
    ${early && one.ownWaitingRoom ? html`<p class="told">${t('concert.early', { time: moment(opens, zone) })}</p>` : nothing}
    ${early ? html`<p><span class="tag accent number">${onSaleIn(opens)}</span></p>` : nothing}
    ${early && !one.ownWaitingRoom ? nothing : html`
      <a class="button main wide" href=${door()}>${t(early ? 'concert.join-early' : 'concert.get-tickets')}</a>`}`;

  function door() {
    const waiting = `/wait/${roomOf(one)}?concert=${id}`;
    return user() ? waiting : logInAddress(waiting);
  }

  const dateLine = (performance, zone) => html`
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
      one = await concertOf(id, view.signal);
      remember('title.' + id, one.title); // the waiting room shows it without asking
    } catch (failure) {
      if (failure.status === 404 || failure.status === 400) missing = true;
      else throw failure;
    }
    view.draw();
  }, { must: true });
  view.every(1, () => view.draw());
  if (user() && !missing) own = await ownOf(id, view.signal).catch(() => []);
  view.draw();
}

