// A sale while it runs: the page that stays open all the evening.
import { html, nothing } from '../../core/view.js';
import * as api from '../../core/api.js';
import { now } from '../../core/clock.js';
import { day, number, time } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { Chart, History } from '../../organizer/charts.js';
import { books, together, tiles, waited } from '../../organizer/figures.js';
import { frame, opened } from '../../organizer/frame.js';
import { past, pastTogether } from '../../organizer/past.js';
import { counted, isLarge, legend, plan, sections, sectionTable } from '../../organizer/plan.js';
import { RoomLevers } from '../../organizer/room.js';
import { concertOf, roomOf } from '../../ui/showing.js';

const FIGURES_SECONDS = 2;
const HALL_SECONDS = 2;
/** Figures that are older say so. */
const STALE_SECONDS = 10;
/** Computed from all the tables each time. */
const BOOKS_SECONDS = 15;
/** Of a large database it takes a while, and asking again would begin it once more. */
const BOOKS_PATIENCE_SECONDS = 65;
const PAST_MINUTES = 60;
const CHARTS = [
  ['seats', ['reserved', 'held', 'available']], ['queue', ['waiting', 'inside']], ['revenue', ['revenue']],
  ['admitted', ['admitted']], ['wait', ['wait']], ['lapsed', ['lapsed']]
];

export default async function sale(view) {
  if (!await opened(view)) return;
  await view.style('../vendor/uplot/uPlot');
  const id = view.params.concertId;
  const concert = await concertOf(id, view.signal);
  const zone = concert.timeZone;
  const roomId = roomOf(concert);
  let performances = [];
  let chosen = null;
  let room = null;
  let board = null;
  let checked = null;
  let hall = null;
  let hallTag = {};
  let section = null;
  let heardAt = null;
  let isMissed = false;

  const isStale = () => isMissed && heardAt && now() - heardAt > STALE_SECONDS * 1000;
  const compact = value => Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' }).format(value);
  const charts = CHARTS.map(([name, lines]) => new Chart(name, lines, name === 'wait' ? waited : name === 'revenue' ? compact : number, zone, view.signal));
  const history = () => History.of(`${id}/${chosen ?? 'all'}`);
  const levers = new RoomLevers(view, roomId, zone, changed => {
    room = changed;
    view.draw();
  });
  const sales = () => chosen ? performances.find(one => one.performanceId === chosen) : together(performances);

  const heard = async answers => {
    try {
      const told = await answers;
      heardAt = now();
      isMissed = false;
      return told;
    } catch (failure) {
      isMissed = api.isPassing(failure);
      view.draw();
      throw failure;
    }
  };

  const figures = async () => {
    const [sold, seen] = await heard(Promise.all([
      api.get(`/admin/sales?concertId=${id}${History.of(`${id}/all`).isEmpty ? `&minutes=${PAST_MINUTES}` : ''}`, { signal: view.signal, once: true }),
      api.get('/admin/waiting-rooms/' + roomId, { signal: view.signal, once: true })]));
    performances = sold.performances.sort((a, b) => a.date < b.date ? -1 : 1);
    room = seen;
    const queue = { waiting: room.waiting, inside: room.inside, admitted: room.admittedLastMinute, wait: room.medianWait };
    const of = one => ({ reserved: one.reserved, held: one.held, available: one.available, revenue: one.revenue, lapsed: one.holdsLapsed, ...queue });
    remembered(performances);
    History.of(`${id}/all`).add(of(together(performances)));
    performances.forEach(one => History.of(`${id}/${one.performanceId}`).add(of(one)));
    if (chosen === null && performances.length === 1) chosen = performances[0].performanceId;
    show();
  };

  const remembered = told => {
    if (!told.every(one => one.minutes)) return;
    const until = Math.round(now() / 1000);
    pastTogether(told, until).forEach(([at, known]) => History.of(`${id}/all`).add(known, at));
    told.forEach(one => past(one, until).forEach(([at, known]) => History.of(`${id}/${one.performanceId}`).add(known, at)));
  };

  const seats = async () => {
    const watched = chosen ?? performances[0]?.performanceId;
    if (!watched) return;
    if (hall?.performanceId !== watched) hallTag = {};
    const found = await api.get(`/admin/performances/${watched}/hall`, { signal: view.signal, etag: hallTag });
    if (found) {
      hall = found;
      show();
    }
  };

  const show = () => {
    view.draw();
    charts.forEach(chart => chart.show(history()));
  };

  const choose = performance => () => {
    chosen = performance;
    section = null;
    show();
    seats();
  };

  const tabs = () => performances.length < 2 ? nothing : html`<div class="tabs" role="group" aria-label=${t('concert.dates')}>
    <button type="button" aria-pressed=${chosen === null ? 'true' : 'false'} @click=${choose(null)}>${t('o.all-dates')}</button>
    ${performances.map(one => html`<button type="button" aria-pressed=${chosen === one.performanceId ? 'true' : 'false'}
      @click=${choose(one.performanceId)}>${day(one.date)}</button>`)}</div>`;

  view.shows(() => `${t('o.sale')} – ${concert.title}`, () => frame('concerts', html`
    <div class="row"><h1>${concert.title}</h1><a class="button" href="/organizer/concerts/${id}">${t('o.settings')}</a></div>
    ${tabs()}
    <div role="status">${isStale() ? html`<p class="told">${t('o.stale', { time: time(heardAt, zone) })}</p>` : nothing}</div>
    ${performances.length ? tiles(sales(), room) : html`<p class="empty">${t(room ? 'o.no-dates' : 'o.loading')}</p>`}
    ${books(checked, zone)}
    <p class="small soft">${t('o.zone', { zone })}</p>
    <div class="desk">
      <section class="card stack levers">${room ? levers.template(room, board) : nothing}</section>
      <section aria-label=${t('o.charts')}><h2 class="visually-hidden">${t('o.charts')}</h2>
        <div class="charts">${charts.map(chart => chart.template(history()))}</div></section>
    </div>
    ${hall ? hallPart(hall, performances, section, pick) : nothing}`));

  const pick = name => {
    section = section === name ? null : name;
    view.draw();
  };

  follow(view, roomId, told => {
    board = told;
    view.draw();
  });
  view.every(BOOKS_SECONDS, async () => {
    checked = await api.get('/admin/reconciliation', { signal: view.signal, once: true, patience: BOOKS_PATIENCE_SECONDS });
    view.draw();
  });
  await view.every(FIGURES_SECONDS, figures);
  await view.every(HALL_SECONDS, seats);
}

function hallPart(hall, performances, section, pick) {
  const large = isLarge(hall.rows);
  const all = sections(hall.rows);
  const shown = section ? all.filter(one => one.name === section) : all;
  const counts = shown.map(one => counted(one, hall.states))
    .reduce((sum, one) => ({ A: sum.A + one.A, H: sum.H + one.H, R: sum.R + one.R, C: sum.C + one.C }), { A: 0, H: 0, R: 0, C: 0 });
  return html`<section class="section stack">
    <div class="row"><h2>${t('o.hall')} ${performances.length > 1 ? html`<small>${day(hall.date)}</small>` : nothing}</h2>
      ${section ? html`<button class="button small" type="button" @click=${() => pick(section)}>${t('o.hall.all')}</button>` : nothing}</div>
    ${legend(counts)}
    ${large && !section ? html`<p class="soft">${t('o.hall.large')}</p>` : nothing}
    <div class="hall">
    ${plan(hall.rows, { states: hall.states, only: section, pick, label: t('o.hall.label', { free: counts.A, held: counts.H, sold: counts.R, canceled: counts.C }) })}
    ${all.length > 1 ? sectionTable(hall.rows, hall.states, { pick, picked: section }) : nothing}
    </div>
  </section>`;
}

/** The room's board, as fans see it: told whenever it changes. The browser connects again by itself. */
function follow(view, roomId, told) {
  const stream = new EventSource(`/api/v1/waiting-rooms/${roomId}/events`);
  stream.onmessage = event => told(JSON.parse(event.data).body);
  view.signal.addEventListener('abort', () => stream.close());
}
