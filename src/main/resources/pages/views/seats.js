// Choosing seats: the hall, a section, seats; live. The hold decides, the map only shows.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { now, secondsUntil } from '../core/clock.js';
import { clockFace, day, money } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { keepPlace, me, place, recall, remember } from '../core/session.js';
import { notice } from '../ui/notices.js';
import { asked, bestForm } from '../seats/best.js';
import { SeatCanvas } from '../seats/canvas.js';
import { freeIn, hallOf, isFree, lost, nearestEqual, priceOf } from '../seats/hall.js';
import { seatList } from '../seats/list.js';
import { legend, overview } from '../seats/overview.js';
import { holdOf } from './concert.js';
import { needsLogIn } from './login.js';

const MAP_PATIENCE_SECONDS = 30; // that of a large hall, over a slow network
const LOOK_SECONDS = 0.7; // the map is live within a second
const ASK_TIME_SECONDS = 20;
const MISSED_TO_TELL = 3;
const OFFERS = 4;
/** A hall of one section, and not a large one, needs no overview. */
const SMALL_HALL = 600;

export default async function seats(view) {
  if (needsLogIn()) return;
  const concertId = view.params.concertId;
  const tag = {};
  const s = { room: null, performances: null, limit: 1, index: 0, hall: null, section: null, chosen: new Set(), gone: null,
    list: recall('seat-list') === true, until: null, askedAt: 0, missed: 0 };
  const canvas = new SeatCanvas(seat => press(seat), view.signal);
  const mine = () => ({ token: place(s.room)?.token, signal: view.signal });
  const performance = () => s.performances[s.index];
  const isStale = () => s.missed >= MISSED_TO_TELL;

  view.shows(() => t('seats.title'), () => html`
    <div class="seats-page">
      <div class="row"><h1 class="small-title">${t('seats.title')}</h1>
        ${s.until ? html`<p class="number" role="timer">${t('seats.inside-until', { time: clockFace(secondsUntil(s.until)) })}</p>` : nothing}</div>
      ${s.performances === null ? html`<p role="status">${t('seats.loading')}</p>`
    : !s.performances.length ? html`<p class="told">${t('seats.no-dates')}</p>` : html`
      ${dates()}
      ${s.hall ? hallPart() : html`<p role="status">${t('seats.loading')}</p>`}`}
    </div>`);

  const dates = () => s.performances.length < 2 ? html`<p class="soft">${day(performance().date, 'long')}</p>` : html`
    <div class="tabs" role="group" aria-label=${t('seats.date')}>${s.performances.map((one, index) => html`
      <button type="button" aria-pressed=${index === s.index} @click=${() => { s.index = index; load().catch(refused).catch(failure => notice(words(failure), 'refused')); }}>${day(one.date)}</button>`)}</div>`;

  const hallPart = () => html`
    ${freeIn(s.hall, [...s.hall.seats.values()]) ? bestForm(s.hall, s.limit, view.busy, takeBest) : html`<p class="told" role="status">${t('seats.none')}</p>`}
    <div class="row center">
      <div class="tabs slim" role="group" aria-label=${t('seats.view')}>
        <button type="button" aria-pressed=${!s.list} @click=${() => showList(false)}>${t('seats.map')}</button>
        <button type="button" aria-pressed=${s.list} @click=${() => showList(true)}>${t('seats.list')}</button></div>
      ${s.section && s.hall.sections.length > 1 && !s.list ? html`
        <button class="button slim" type="button" @click=${() => { s.section = null; view.draw(); }}>← ${t('seats.all-sections')}</button>` : nothing}
    </div>
    <div role="status">${isStale() ? html`<p class="told">${t('seats.stale')}</p>` : nothing}</div>
    ${s.list ? nothing : legend(s.hall, s.section)}
    ${s.list ? listPart() : s.section ? sectionPart() : overview(s.hall, s.chosen, open)}
    ${tray()}`;

  const sectionPart = () => html`
    <h2>${t('seats.section', { name: s.section.name })}
      <small class="soft">${t('seats.section-left', { left: freeIn(s.hall, s.section.seats), all: s.section.seats.length })}</small></h2>
    <figure class="seat-map" role="img" aria-label=${t('seats.map-label', { name: s.section.name })}>
      <p class="stage-line" aria-hidden="true">${t('seats.stage')}</p>${canvas.element}</figure>
    <div class="zoom">
      <button class="button" type="button" aria-label=${t('seats.zoom-out')} @click=${() => canvas.zoom(1 / 1.6)}>−</button>
      <button class="button" type="button" @click=${() => canvas.fit()}>${t('seats.zoom-all')}</button>
      <button class="button" type="button" aria-label=${t('seats.zoom-in')} @click=${() => canvas.zoom(1.6)}>+</button></div>`;

  function listPart() {
    const section = s.section ?? s.hall.sections[0];
    return html`
      ${s.hall.sections.length < 2 ? nothing : html`<div class="field"><label for="in-section">${t('seats.sections')}</label>
        <select id="in-section" @change=${event => open(s.hall.sections[event.target.value])}>${s.hall.sections.map((one, i) => html`
          <option value=${i} ?selected=${one === section}>${t('seats.section', { name: one.name })} · ${
  t('seats.section-left', { left: freeIn(s.hall, one.seats), all: one.seats.length })}</option>`)}</select></div>`}
      ${seatList(s.hall, section, s.chosen, press, () => view.draw())}`;
  }

  const label = seat => t('seats.seat-full', { section: seat.section.name, row: seat.row.name, number: String(seat.number) });

  const shortly = seat => seat.section === s.gone.seat.section ? t('seats.short', { row: seat.row.name, number: String(seat.number) }) : label(seat);

  const goneOffer = () => html`<div class="gone" role="status">${!s.gone ? nothing : html`
    <p><strong>${t('seats.gone', { seat: label(s.gone.seat) })}</strong> ${t(s.gone.offers.length ? 'seats.gone-offer' : 'seats.gone-none')}</p>
    <div class="buttons">${s.gone.offers.map(seat => html`
      <button class="button slim" type="button" @click=${() => { s.gone = null; choose(seat); }}>${shortly(seat)}</button>`)}</div>`}</div>`;

  const tray = () => html`
    <div class="tray ${s.chosen.size ? 'full' : ''}" role="region" aria-label=${t('seats.chosen')}>
      ${goneOffer()}
      ${s.chosen.size ? html`
        <div class="sum"><strong class="number">${t('seats.count', { n: s.chosen.size })} · ${money(priceOf(s.hall, s.chosen))}</strong>
          <span class="small soft">${[...s.chosen].map(number => label(s.hall.seats.get(number))).join(' / ')}</span></div>
        <div class="buttons"><button class="button" type="button" @click=${() => { s.chosen.clear(); changed(); }}>${t('seats.clear')}</button>
          <button class="button main" type="button" ?disabled=${view.busy} @click=${hold}>${t('seats.hold')}</button></div>`
    : html`<p class="soft">${t('seats.choose-up-to', { n: s.limit })}</p>`}</div>`;

  function showList(list) {
    s.list = list;
    remember('seat-list', list);
    changed();
  }

  function open(section) {
    s.section = section;
    changed();
  }

  /** Draws the page and, when it is on it, the map. */
  function changed() {
    view.draw();
    if (s.section && !s.list) canvas.show(s.hall, s.section, s.chosen);
  }

  function press(seat) {
    if (s.chosen.has(seat.number)) {
      s.chosen.delete(seat.number);
      return changed();
    }
    if (!isFree(s.hall, seat.number)) return offerFor(seat.number);
    s.gone = null;
    choose(seat);
  }

  function choose(seat) {
    if (s.chosen.size >= s.limit) return notice(t('seats.limit', { n: s.limit }));
    s.chosen.add(seat.number);
    if (!s.list && s.section !== seat.section) s.section = seat.section;
    changed();
  }

  function offerFor(number) {
    s.chosen.delete(number);
    s.gone = { seat: s.hall.seats.get(number), offers: nearestEqual(s.hall, number, s.chosen, OFFERS) };
    changed();
  }

  const hold = view.act(async () => {
    const numbers = [...s.chosen];
    try {
      held(await api.post('/seats/reserve', { userId: me().userId, date: performance().date, seats: numbers, concertId: Number(concertId) },
        { ...mine(), again: true })); // the same hold by the same user is the same hold
    } catch (failure) {
      if (failure.error !== 'SEAT_ALREADY_RESERVED') return refused(failure);
      const taken = failure.details.seats ?? [];
      s.hall.states = [...s.hall.states].map((state, i) => taken.includes(i + 1) ? 'H' : state).join('');
      tag.tag = null; // what was just learnt is newer than the map
      taken.forEach(number => s.chosen.has(number) && offerFor(number));
    }
  });

  const takeBest = view.act(async event => {
    const wanted = asked(event.target, me().userId, performance().performanceId);
    try {
      held(await api.post('/seats/best', wanted, mine()));
    } catch (failure) {
      const lost = failure instanceof api.Unreachable ? await holdOf(concertId, view.signal) : null;
      if (lost?.date === performance().date) return held(lost); // the answer was lost, the seats were not: a second try would take more
      if (failure.error === 'NO_ADJACENT_SEATS' || failure.error === 'NO_SEATS_AVAILABLE') notice(t('seats.best-none', { n: wanted.count }), 'refused');
      else await refused(failure);
    }
  });

  function held(answer) {
    const labels = answer.seatNumbers.map(number => label(s.hall.seats.get(number)));
    remember('hold.' + answer.reservationId, { labels, expiresAt: answer.expiresAt });
    s.chosen.clear();
    return go('/checkout/' + answer.reservationId);
  }

  /** Whoever is not inside (any more) is shown the waiting room, which knows what to say. */
  async function refused(failure) {
    if (!/^QUEUE_|^TOKEN_INVALID/.test(failure.error ?? '')) throw failure;
    const ended = failure.error === 'QUEUE_TOKEN_EXPIRED';
    if (failure.error !== 'QUEUE_WAITING') keepPlace(s.room, null);
    await go(`/wait/${s.room}?concert=${concertId}${ended ? '&ended' : ''}`, { replace: true });
  }

  async function load() {
    Object.assign(s, { hall: null, section: null, gone: null });
    s.chosen.clear();
    tag.tag = null;
    view.draw();
    const wanted = performance();
    const map = await api.get(`/performances/${wanted.performanceId}/seats`, { ...mine(), patience: MAP_PATIENCE_SECONDS });
    if (wanted !== performance()) return; // another date was pressed meanwhile
    s.hall = hallOf(map);
    if (s.hall.sections.length === 1 && s.hall.seats.size <= SMALL_HALL) s.section = s.hall.sections[0];
    changed();
  }

  async function look() {
    if (!s.hall) return;
    const hall = s.hall;
    const states = await api.get(`/performances/${hall.performanceId}/seats/states`, { ...mine(), etag: tag, once: true });
    if (hall !== s.hall) return;
    if (states && states.states !== hall.states) {
      hall.states = states.states;
      lost(hall, s.chosen).forEach(offerFor);
      changed();
    }
    if (now() - s.askedAt > ASK_TIME_SECONDS * 1000) {
      s.askedAt = now();
      const answer = await api.get('/token', { ...mine(), once: true });
      s.until = answer.status === 'ADMITTED' ? answer.expiresAt : null;
    }
  }

  /** A map that has not been heard of for a while says so. */
  function missed(looks) {
    const was = isStale();
    s.missed = looks;
    if (was !== isStale()) view.draw();
  }

  try {
    const concert = await api.get('/concerts/' + concertId, { token: null, signal: view.signal });
    s.room = concert.ownWaitingRoom ? concertId : 'lobby';
    if (!place(s.room)) return go(`/wait/${s.room}?concert=${concertId}`, { replace: true });
    const [dates, { maxSeatsPerUser }] = await Promise.all([api.get('/seats/dates?concertId=' + concertId, mine()),
      api.get(`/concerts/${concertId}/performances`, { token: null, signal: view.signal })]);
    Object.assign(s, { performances: dates.performances, limit: maxSeatsPerUser });
    view.draw();
    if (s.performances.length) await load();
  } catch (failure) {
    return refused(failure);
  }
  view.every(LOOK_SECONDS, async () => {
    try {
      await look();
      missed(0);
    } catch (failure) {
      if (!api.isPassing(failure)) return refused(failure);
      missed(s.missed + 1);
    }
  });
  view.every(1, () => { if (s.until) view.draw(); });
}
