// Choosing seats: the hall, a section, seats; live. The hold decides, the map only shows.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { now, secondsUntil } from '../core/clock.js';
import { clockFace, day, money, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go, isFurther, needsLogIn } from '../core/router.js';
import { keepPlace, me, place, recall, remember } from '../core/session.js';
import { holdNotice, isRunning, ownOf } from '../ui/holds.js';
import { notice } from '../ui/notices.js';
import { roomOf } from '../ui/showing.js';
import { asked, bestForm } from '../seats/best.js';
import { SeatCanvas } from '../seats/canvas.js';
import { freeIn, hallOf, isFree, isOwn, lost, nearestEqual, ownIn, priceOf } from '../seats/hall.js';
import { seatList } from '../seats/list.js';
import { legend, overview } from '../seats/overview.js';
import { indexOfStep, sectionOfStep, stepTo } from '../seats/where.js';

const MAP_PATIENCE_SECONDS = 30; // that of a large hall, over a slow network
const LOOK_SECONDS = 0.7; // the map is live within a second
const ASK_TIME_SECONDS = 20;
const MISSED_TO_TELL = 3;
const OFFERS = 4;

export default async function seats(view) {
  if (needsLogIn()) return;
  const concertId = view.params.concertId;
  const tag = {};
  const s = { title: '', room: null, performances: null, zone: null, limit: 1, index: 0, own: [], hall: null, loading: null, section: null, chosen: new Set(),
    told: null, list: recall('seat-list') === true, until: null, askedAt: 0, missed: 0 };
  const canvas = new SeatCanvas(seat => press(seat), view.signal);
  const mine = () => ({ token: place(s.room)?.token, signal: view.signal });
  const performance = () => s.performances[s.index];
  const left = () => Math.max(0, s.limit - ownIn(s.hall));
  const isStale = () => s.missed >= MISSED_TO_TELL;

  view.shows(() => t('seats.title'), () => html`
    <div class="seats-page">
      <div class="row"><h1 class="small-title">${t('seats.title')}</h1>
        ${s.until ? html`<p class="number" role="timer">${t('seats.inside-until', { time: clockFace(secondsUntil(s.until)) })}</p>` : nothing}</div>
      ${s.performances === null ? html`<p role="status">${t('seats.loading')}</p>`
    : !s.performances.length ? html`<p class="told">${t('seats.no-dates')}</p>` : html`
      ${dates()}
      ${s.own.filter(isRunning).map(holdNotice)}
      <div role="status">${isStale() ? html`<p class="told">${t('seats.stale')}</p>` : nothing}</div>
      ${s.hall ? hallPart() : html`<p role="status">${t('seats.loading')}</p>`}`}
    </div>`);

  const dates = () => html`
    ${s.performances.length < 2 ? nothing : html`<div class="tabs" role="group" aria-label=${t('seats.date')}>${s.performances.map((one, index) => html`
      <button type="button" aria-pressed=${index === s.index} @click=${() => turnTo(index)}>${day(one.date)}</button>`)}</div>`}
    <p class="soft"><strong>${s.title}</strong> · ${day(performance().date, 'long')} · ${time(performance().startsAt, s.zone)}</p>`;

  const hallPart = () => html`
    ${!freeIn(s.hall, [...s.hall.seats.values()]) ? html`<p class="told" role="status">${t('seats.none')}</p>`
    : left() ? bestForm(s.hall, left(), view.busy, takeBest) : nothing}
    <div class="row center">
      <div class="tabs slim" role="group" aria-label=${t('seats.view')}>
        <button type="button" aria-pressed=${!s.list} @click=${() => showList(false)}>${t('seats.map')}</button>
        <button type="button" aria-pressed=${s.list} @click=${() => showList(true)}>${t('seats.list')}</button></div>
      ${s.section && s.hall.sections.length > 1 && !s.list ? html`
        <button class="button slim" type="button" @click=${leaveSection}>← ${t('seats.all-sections')}</button>` : nothing}
    </div>
    ${s.list ? nothing : legend(s.hall, s.section)}
    ${s.list ? listPart() : s.section ? sectionPart() : overview(s.hall, s.chosen, open)}
    ${tray()}`;

  const sectionPart = () => html`
    <h2 id="open-section" tabindex="-1">${t('seats.section', { name: s.section.name })}
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

  const shortly = seat => seat.section === s.told.seat.section ? t('seats.short', { row: seat.row.name, number: String(seat.number) }) : label(seat);

  const ofOwn = by => by.status === 'paid' ? html`<a class="button slim" href="/me">${t('checkout.to-tickets')}</a>`
    : html`<a class="button slim" href="/checkout/${by.reservationId}">${t('concert.to-checkout')}<span class="number" role="timer">${
      clockFace(secondsUntil(by.expiresAt))}</span></a>`;

  /** What was pressed or lost and cannot be had, and what can be done about it. */
  const toldOf = () => html`<div class="about-seat">
    <p role="status">${!s.told ? nothing : html`<strong>${t('seats.' + s.told.key, { seat: label(s.told.seat) })}</strong>
      ${s.told.key === 'yours' ? nothing : t(s.told.offers.length ? 'seats.gone-offer' : 'seats.gone-none')}`}</p>
    ${!s.told ? nothing : html`
      <button class="quiet" type="button" aria-label=${t('close')} @click=${() => { s.told = null; view.draw(); }}>✕</button>
      <div class="buttons">${s.told.key === 'yours' ? ofOwn(s.hall.own.get(s.told.seat.number)) : s.told.offers.map(seat => html`
        <button class="button slim" type="button" @click=${() => choose(seat)}>${shortly(seat)}</button>`)}</div>`}</div>`;

  const tray = () => html`
    <div class="tray ${s.chosen.size ? 'full' : ''}" role="region" tabindex="-1" aria-label=${t('seats.chosen')}>
      ${toldOf()}
      ${s.chosen.size ? html`
        <div class="sum"><strong class="number">${t('seats.count', { n: s.chosen.size })} · ${money(priceOf(s.hall, s.chosen))}</strong>
          <span class="small soft">${[...s.chosen].map(number => label(s.hall.seats.get(number))).join(' / ')}</span></div>
        <div class="buttons"><button class="button" type="button" @click=${() => { s.chosen.clear(); s.told = null; changed(); }}>${t('seats.clear')}</button>
          <button class="button main" type="button" ?disabled=${view.busy} @click=${hold}>${t('seats.hold')}</button></div>`
    : html`<p class="soft">${left() ? t('seats.choose-up-to', { n: left() }) : t('seats.limit', { n: s.limit })}</p>`}</div>`;

  function showList(list) {
    s.list = list;
    remember('seat-list', list);
    changed();
  }

  function open(section) {
    stepTo(performance(), section, { replace: s.list || s.section !== null });
    show();
    document.getElementById('open-section')?.focus({ preventScroll: true });
  }

  function leaveSection() {
    if (isFurther()) return history.back();
    stepTo(performance(), null, { replace: true });
    show();
  }

  /** Shows the section that was gone to, or the hall. */
  function show() {
    s.section = sectionOfStep(s.hall);
    s.told = null;
    changed();
  }

  view.stepped = () => {
    const index = indexOfStep(s.performances ?? []);
    if (index !== s.index) turn(index);
    else if (s.hall) show();
  };

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
    if (isOwn(s.hall, seat.number)) return tell('yours', seat.number);
    if (!isFree(s.hall, seat.number)) return tell('is-taken', seat.number);
    choose(seat);
  }

  function choose(seat) {
    if (s.chosen.size >= left()) return notice(t('seats.limit', { n: s.limit }));
    s.told = null;
    s.chosen.add(seat.number);
    if (!s.list && s.section !== seat.section) {
      stepTo(performance(), seat.section, { replace: s.section !== null });
      show();
    }
    changed();
  }

  function tell(key, number) {
    s.chosen.delete(number);
    s.told = { key, seat: s.hall.seats.get(number), offers: nearestEqual(s.hall, number, s.chosen, OFFERS) };
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
      taken.forEach(number => s.chosen.has(number) && tell('gone', number));
    }
  });

  const takeBest = view.act(async event => {
    const wanted = asked(event.target, me().userId, performance().performanceId);
    try {
      held(await api.post('/seats/best', wanted, mine()));
    } catch (failure) {
      const own = failure instanceof api.Unreachable ? await ownOf(concertId, view.signal) : [];
      const got = own.find(one => one.performanceId === wanted.performanceId && !s.own.some(other => other.reservationId === one.reservationId));
      if (got) return held(got); // the answer was lost, the seats were not: a second try would take more
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

  /** Whoever is not inside (any more) is shown the waiting room, which knows what to say, and asks whose place was used in another tab. */
  async function refused(failure) {
    if (!/^QUEUE_|^TOKEN_INVALID/.test(failure.error ?? '')) throw failure;
    const how = !place(s.room) ? '&back' : failure.error === 'QUEUE_TOKEN_EXPIRED' ? '&ended' : '';
    if (failure.error !== 'QUEUE_WAITING') keepPlace(s.room, null);
    await go(`/wait/${s.room}?concert=${concertId}${how}`, { replace: true });
  }

  function turnTo(index) {
    stepTo(s.performances[index], null, { replace: true });
    turn(index);
  }

  function turn(index) {
    Object.assign(s, { index, hall: null, section: null, told: null });
    s.chosen.clear();
    tag.tag = null;
    view.draw();
    keepUp().catch(failure => notice(words(failure), 'refused'));
  }

  async function load(once = false) {
    const wanted = performance();
    if (s.loading === wanted) return;
    s.loading = wanted;
    const map = await api.get(`/performances/${wanted.performanceId}/seats`, { ...mine(), patience: MAP_PATIENCE_SECONDS, once })
      .finally(() => { if (s.loading === wanted) s.loading = null; });
    if (wanted !== performance() || s.hall) return; // another date was pressed meanwhile
    s.hall = hallOf(map, s.own);
    show();
  }

  async function look() {
    if (!s.hall) return load(true);
    const hall = s.hall;
    const states = await api.get(`/performances/${hall.performanceId}/seats/states`, { ...mine(), etag: tag, once: true });
    if (hall !== s.hall) return;
    if (states && states.states !== hall.states) {
      hall.states = states.states;
      lost(hall, s.chosen).forEach(number => tell('gone', number));
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

  async function keepUp() {
    try {
      await look();
      missed(0);
    } catch (failure) {
      if (!api.isPassing(failure)) return refused(failure);
      missed(s.missed + 1);
    }
  }

  try {
    const concert = await api.get('/concerts/' + concertId, { token: null, signal: view.signal });
    s.title = concert.title;
    s.room = roomOf(concert);
    if (!place(s.room)) return go(`/wait/${s.room}?concert=${concertId}${history.state?.joined ? '&back' : ''}`, { replace: true });
    history.replaceState({ ...history.state, joined: true }, '');
    const [dates, toCome, own] = await Promise.all([api.get('/seats/dates?concertId=' + concertId, mine()),
      api.get(`/concerts/${concertId}/performances`, { token: null, signal: view.signal }), ownOf(concertId, view.signal).catch(() => [])]);
    Object.assign(s, { performances: dates.performances, limit: toCome.maxSeatsPerUser, zone: toCome.timeZone, own });
    s.index = indexOfStep(dates.performances);
    view.draw();
    if (s.performances.length) await load();
  } catch (failure) {
    return refused(failure);
  }
  view.every(LOOK_SECONDS, keepUp);
  view.every(1, () => { if (s.until || s.own.some(isRunning)) view.draw(); });
}
