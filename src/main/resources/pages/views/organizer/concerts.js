// All concerts, as their organizer sees them: what is sold of each, and the ways to its sale and its settings.
import { html, nothing } from '../../core/view.js';
import * as api from '../../core/api.js';
import { secondsUntil } from '../../core/clock.js';
import { day, money, moment, number } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { frame, opened } from '../../organizer/frame.js';
import { allSales } from '../../organizer/sales.js';
import { poster } from '../../ui/poster.js';

const REFRESH_SECONDS = 5;

export default async function concerts(view) {
  if (!await opened(view)) return;
  let found = null;
  let zone;
  let sales = new Map();

  view.shows(() => t('o.part.concerts'), () => frame('concerts', html`
    <div class="row"><h1>${t('o.part.concerts')}</h1><a class="button main" href="/organizer/new">${t('o.new')}</a></div>
    ${found === null ? nothing : found.length
    ? html`<ul class="list owned">${found.map(concert => line(concert, sales.get(concert.concertId) ?? [], zone))}</ul>`
    : html`<p class="empty">${t('o.none')}</p>`}`));

  await view.every(REFRESH_SECONDS, async () => {
    const [all, sold] = await Promise.all([
      api.get('/admin/concerts', { signal: view.signal }), allSales(view.signal)]);
    found = all.concerts;
    zone = all.timeZone;
    sales = Map.groupBy(sold, performance => performance.concertId);
    view.draw();
  }, { must: true });
}

function line(concert, performances, zone) {
  const sum = name => performances.reduce((all, performance) => all + performance[name], 0);
  const [total, sold] = [sum('totalSeats'), sum('reserved')];
  return html`<li class="owned-concert">
    ${poster(concert.title)}
    <div class="stack tight">
      <h2><a href="/organizer/concerts/${concert.concertId}">${concert.title}</a></h2>
      <p class="small soft">${concert.venue}</p>
      <p class="small">${when(concert, zone)} ${concert.ownWaitingRoom ? html`<span class="tag">${t('o.own-room')}</span>` : nothing}</p>
    </div>
    <div class="stack tight sold">
      <p class="row small"><span>${t('o.sold-of', { sold, all: total })}</span><strong class="number">${money(sum('revenue'))}</strong></p>
      <meter min="0" max=${Math.max(total, 1)} value=${sold} aria-label=${t('o.sold-of', { sold, all: total })}></meter>
      <p class="small soft">${t('o.held-and-lapsed', { held: sum('held'), lapsed: sum('holdsLapsed') })}</p>
    </div>
    <div class="buttons">
      <a class="button" href="/organizer/concerts/${concert.concertId}/sale"
        aria-label=${t('o.sale') + ': ' + concert.title}>${t('o.sale')}</a>
    </div></li>`;
}

function when(concert, zone) {
  const toCome = concert.performances;
  if (!toCome.length) return t('o.no-dates');
  const opens = toCome.map(performance => performance.onSaleAt).sort()[0];
  const dates = toCome.length < 3 ? toCome.map(({ date }) => day(date)).join(' · ')
    : `${day(toCome[0].date)} – ${day(toCome.at(-1).date)} (${number(toCome.length)})`;
  return html`${dates} ${secondsUntil(opens) ? html`<span class="tag accent">${t('on-sale-at', { time: moment(opens, zone) })}</span>` : nothing}`;
}
