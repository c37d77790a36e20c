// All concerts: what plays, when, where, for how much, and whether there is still a seat.
import { html, nothing } from '../core/view.js';
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { day, priceRange } from '../core/format.js';
import { t } from '../core/i18n.js';
import { poster, titleOf } from '../ui/poster.js';
import { onSaleIn, opensAt } from '../ui/showing.js';
import { live } from '../vendor/lit/directives/live.js';

const REFRESH_SECONDS = 10;
/** So few are seen at a glance. */
const FEW = 6;

export default async function concerts(view) {
  let found = null;
  let wanted = view.query.get('q') ?? '';
  const openings = new Map();

  view.shows(() => t('concerts.title'), () => html`
    <h1>${t('concerts.title')}</h1>
    <p class="lead">${t('concerts.lead')}</p>
    ${found === null ? nothing : html`
      ${found.length > FEW || wanted ? search() : nothing}
      ${list(found.filter(concert => matches(concert, wanted)))}`}`);

  const search = () => html`<div class="field search"><label for="q">${t('concerts.search')}</label>
    <input id="q" type="search" autocomplete="off" .value=${live(wanted)} @input=${event => seek(event.target.value)}></div>`;

  const list = concerts => html`
    <p class=${concerts.length ? 'visually-hidden' : 'empty'} role="status">${
  wanted.trim() ? t('concerts.found', { n: concerts.length }) : concerts.length ? '' : t('concerts.none')}</p>
    ${concerts.length ? html`<ul class="concerts">${concerts.map(concert => card(concert, openings.get(concert.concertId)))}</ul>` : nothing}`;

  /** Stays in the address, for whoever comes back from a concert. */
  function seek(typed) {
    wanted = typed;
    history.replaceState(history.state, '', typed ? '?q=' + encodeURIComponent(typed) : '/');
    view.draw();
  }

  await view.every(REFRESH_SECONDS, async () => {
    found = (await api.get('/concerts', { token: null, signal: view.signal })).concerts;
    view.draw();
    await Promise.all(found.filter(concert => !concert.availableDates.length && !openings.has(concert.concertId)).map(async concert => {
      const { performances } = await api.get(`/concerts/${concert.concertId}/performances`, { token: null, signal: view.signal });
      openings.set(concert.concertId, performances);
    }));
    view.draw();
  }, { must: true });
  view.every(1, () => { if (openings.size) view.draw(); });
}

const plain = text => text.normalize('NFKC').toLocaleLowerCase();

/** Each word that was typed is somewhere in the title, the venue or the description. */
function matches({ title, venue, description }, typed) {
  const told = plain([title, venue, description].join('\n'));
  return plain(typed).split(/\s+/).every(word => told.includes(word));
}

function card(concert, toCome) {
  const dates = toCome?.map(performance => performance.date) ?? concert.availableDates;
  return html`<li class="concert">
    ${poster(concert.title)}
    <div class="stack tight">
      <h2><a href="/concerts/${concert.concertId}">${titleOf(concert.title)}</a></h2>
      <p class="small soft">${concert.venue}</p>
      <p class="small">${datesOf(dates)}</p>
      <p class="small number">${priceRange(concert.priceFrom, concert.priceTo)}</p>
      <p class="small">${availability(concert, toCome)}</p>
    </div></li>`;
}

function datesOf(dates) {
  if (!dates.length) return '';
  return dates.length < 3 ? dates.map(date => day(date)).join(' · ') : `${day(dates[0])} – ${day(dates.at(-1))}`;
}

function availability(concert, toCome) {
  const opens = opensAt(toCome);
  if (opens && secondsUntil(opens)) return html`<span class="tag accent">${onSaleIn(opens)}</span>`;
  if (!concert.remainingSeats) return html`<span class="tag">${t('sold-out')}</span>`;
  return html`<span class="left">${t('seats-left', { n: concert.remainingSeats })}</span>`;
}
