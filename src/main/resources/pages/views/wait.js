// The waiting room. Once a place is taken it lives on static files and GET /waiting-rooms/{roomId} alone: the position
// is computed here. The server is asked about this one place only when its turn seems to have come, and now and then.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { now, secondsUntil } from '../core/clock.js';
import { aboutRange, clockFace, moment, number as written, priceRange } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go, needsLogIn } from '../core/router.js';
import { account, goOnKeeping, keepPlace, me, onChange, onPlace, place as keptPlace, recall } from '../core/session.js';
import { confirmed } from '../ui/dialog.js';
import { notice } from '../ui/notices.js';
import { roomOf } from '../ui/showing.js';
import { isReady, mayNotify, ring, want } from '../wait/alarm.js';
import { check, drawSection, noteFingerprint } from '../wait/draw.js';
import { estimate, lookAgain, turnOf, whyItMoved } from '../wait/line.js';

const ASK_SERVER_SECONDS = 60;
/** One answer that does not come is no reason to worry anybody. */
const FAILURES_TO_TELL = 2;
const COMPARE_AFTER_MS = 30_000;
const CONCERT_SECONDS = 30;
const DAY_SECONDS = 86_400;

export default async function wait(view) {
  if (needsLogIn()) return;
  const userId = account();
  const roomId = view.params.roomId;
  const concertId = roomId === 'lobby' ? view.query.get('concert') : roomId;
  const title = concertId ? recall('title.' + concertId) : null;
  const here = { room: null, concert: null, mine: keptPlace(roomId), failures: 0, askedAt: 0, askAgainAt: 0, refused: null,
    ended: keptPlace(roomId) ? null : view.query.has('ended') ? 'missed' : view.query.has('back') || history.state?.joined ? 'back' : null,
    lead: null, reason: null, compared: null, checked: null, isCalled: false };

  view.shows(() => heading(), () => html`<div class="wait stack loose">${body()}</div>`);

  function heading() {
    if (isAdmitted()) return t('wait.title-turn');
    return here.mine?.position ? `${written(here.mine.position)} · ${t('wait.title')}` : t('wait.title');
  }

  function body() {
    if (here.refused) return refusal();
    if (here.ended) return ended();
    if (!here.mine) return html`<h1>${t('wait.title')}</h1><p class="lead" role="status">${t('wait.joining')}</p>`;
    return html`
      ${isAdmitted() ? turn() : here.room?.state === 'DRAWING' ? beforeDraw() : line()}
      ${situation()}
      ${isAdmitted() ? nothing : facts()}
      ${isAdmitted() ? nothing : alarm()}
      ${here.room ? drawSection(here.room, here.mine.number, here.checked, checkDraw) : nothing}
      <div class="buttons"><button class="button" type="button" ?disabled=${view.busy} @click=${leave}>${t('wait.leave')}</button></div>`;
  }

  const top = () => title ? html`<p class="soft">${title}</p>` : nothing;

  const line = () => html`
    <div class="stack">
      ${top()}
      <h1 class="visually-hidden">${t('wait.title')}</h1>
      <p><span class="label">${t('wait.your-place')}</span>
        <span class="figure">${here.mine.position ? written(here.mine.position) : '…'}</span></p>
      <progress max="1" .value=${here.mine.progress ?? 0} aria-label=${t('wait.progress')}></progress>
    </div>`;

  const beforeDraw = () => html`
    <div class="stack">
      ${top()}
      <h1 class="visually-hidden">${t('wait.title')}</h1>
      <p>${untilDraw(secondsUntil(here.room.opensAt))}</p>
    </div>`;

  const untilDraw = seconds => seconds > DAY_SECONDS
    ? html`<span class="label">${t('wait.draw-on')}</span> <strong class="figure date">${moment(here.room.opensAt)}</strong>`
    : html`<span class="label">${t('wait.draw-opens')}</span>
      <span class="figure" role="timer">${seconds ? clockFace(seconds) : t('wait.draw-opening')}</span>`;

  const turn = () => html`
    <div class="stack turn">
      ${top()}
      <h1>${t('wait.turn')}</h1>
      <p class="lead" role="timer">${t('wait.turn-detail', { time: clockFace(secondsUntil(here.mine.expiresAt)) })}</p>
      <div class="buttons"><a class="button main wide" href=${concertId ? `/concerts/${concertId}/seats` : '/'}>${t('wait.enter')}</a></div>
    </div>`;

  function situation() {
    const told = [];
    if (here.failures >= FAILURES_TO_TELL || !navigator.onLine) told.push(t('wait.offline'));
    else if (here.room?.state === 'PAUSED') told.push(t('wait.paused'));
    else if (here.room?.state === 'CLOSED') told.push(t('wait.closed'));
    if (here.room?.soldOut) told.push(t('wait.sold-out'));
    else if (here.concert?.availableDates.length && !here.concert.remainingSeats) told.push(t('wait.concert-sold-out'));
    if (here.mine.takenOver) told.push(t('wait.taken-over'));
    const called = isAdmitted() ? html`<p class="visually-hidden">${t('wait.title-turn')}</p>` : nothing; // read out once, without the seconds
    return html`<div class="stack" role="status">${called}${told.map(text => html`<p class="told">${text}</p>`)}</div>`;
  }

  function facts() {
    const { remainingSeats, priceFrom, priceTo } = here.concert ?? here.room?.concert ?? {};
    const lead = !here.room || here.room.state === 'OPEN' ? here.lead : null; // it is the one of doors that let people in
    return html`<dl class="facts section">
      ${here.room?.state === 'DRAWING' ? nothing : html`
        <dt>${t('wait.estimate')}</dt>
        <dd>${lead ? aboutRange(lead.from, lead.to) : t('wait.estimate-unknown')}
          ${lead && here.reason ? html`<span class="why">${t(here.reason.key, here.reason.rate)}</span>` : nothing}</dd>`}
      ${here.room ? html`
        ${here.room.state === 'DRAWING' ? nothing : html`<dt>${t('wait.seats')}</dt><dd>${written(remainingSeats)}</dd>`}
        <dt>${t('wait.prices')}</dt><dd>${priceRange(priceFrom, priceTo)}</dd>` : nothing}
    </dl>
    <p>${t('wait.yours')}</p>`;
  }

  const alarm = () => isReady()
    ? html`<p class="soft" role="status">${t(mayNotify() ? 'wait.notify-on' : 'wait.notify-denied')}</p>`
    : html`<div><button class="button" type="button" @click=${async () => { await want(); view.draw(); }}>${t('wait.notify')}</button></div>`;

  const ended = () => html`
    <div class="stack"><h1>${t('wait.' + here.ended)}</h1><p>${t(`wait.${here.ended}-detail`)}</p>
      <div class="buttons"><button class="button main" type="button" ?disabled=${view.busy} @click=${view.act(join)}>${t('wait.again')}</button>
      <a class="button" href="/">${t('to-concerts')}</a></div></div>`;

  const refusal = () => html`
    <div class="stack"><h1>${t('wait.title')}</h1><p class="told" role="status">${here.refused}</p>
      <div class="buttons"><button class="button main" type="button" ?disabled=${view.busy} @click=${view.act(join)}>${t('try-again')}</button>
      <a class="button" href="/">${t('to-concerts')}</a></div></div>`;

  const isAdmitted = () => here.mine?.status === 'ADMITTED' && !here.ended;

  async function join() {
    here.refused = null;
    try {
      if (await isElsewhere()) return;
      take(await api.post('/token', { userId: me().userId, ...concertId && { concertId: Number(concertId) } }, { again: true, signal: view.signal }));
      here.ended = null;
    } catch (failure) {
      if (view.signal.aborted || needsLogIn()) return;
      here.refused = failure.error === 'WAITING_ROOM_CLOSED' ? t('wait.closed') : words(failure);
    }
    view.draw();
  }

  /**
   * A concert may have been given another room since the way here was found; says whether it had to go there. Rooms go on while
   * concerts cannot be told.
   */
  async function isElsewhere() {
    if (!concertId) return false;
    const concert = await api.get('/concerts/' + concertId, { token: null, signal: view.signal, once: true }).catch(failure => {
      if (!api.isPassing(failure)) throw failure;
    });
    if (!concert) return false;
    const room = roomOf(concert);
    if (room === roomId) return false;
    keepPlace(roomId, null);
    await go(`/wait/${room}?concert=${concertId}`, { replace: true });
    return true;
  }

  /** What the server says of this place. A position never gets worse; that of somebody new is where the bar begins. */
  function take(answer) {
    const before = here.mine?.number === answer.participationNumber ? here.mine : {};
    const wasAdmitted = before.status === 'ADMITTED';
    here.askedAt = now();
    here.askAgainAt = here.askedAt + 1000 * answer.pollAfter;
    here.mine = { ...before, userId, token: answer.token, number: answer.participationNumber, status: answer.status, expiresAt: answer.expiresAt,
      takenOver: answer.takenOver };
    if (answer.estimatedWaitRange && !here.lead) here.lead = { ...answer.estimatedWaitRange, likely: answer.estimatedWaitTime };
    if (here.room?.state !== 'DRAWING' || answer.status === 'ADMITTED') stand(answer.queuePosition);
    keepPlace(roomId, here.mine);
    if (!history.state?.joined) history.replaceState({ joined: true }, ''); // whoever comes back here without a place is asked first
    if (answer.status === 'ADMITTED' && !wasAdmitted) ring(title ?? t('wait.title'));
  }

  function stand(position) {
    const mine = here.mine;
    if (position > 0 && mine.position > 0) position = Math.min(position, mine.position);
    mine.position = position;
    mine.start = Math.max(mine.start ?? 0, position);
    mine.progress = Math.max(mine.progress ?? 0, mine.start ? 1 - position / mine.start : 0);
  }

  /** Asks the server about this place; that it cannot be reached matters only to somebody whose turn it is. */
  async function ask() {
    const { number, token } = here.mine;
    const isStill = () => here.mine?.number === number; // else it was given back meanwhile
    try {
      const answer = await api.get('/token', { token, signal: view.signal, once: true });
      if (isStill()) take(answer);
    } catch (failure) {
      if (!isStill()) return;
      if (failure.error === 'QUEUE_TOKEN_EXPIRED' || failure.error === 'QUEUE_TOKEN_REQUIRED' || failure.error === 'TOKEN_INVALID') {
        const waited = here.mine?.status === 'WAITING';
        keepPlace(roomId, null);
        here.mine = null;
        here.ended = 'missed';
        if (waited) ring(t('wait.missed'));
      } else {
        here.askAgainAt = now() + 2000;
      }
    }
  }

  async function look() {
    try {
      here.room = await api.get('/waiting-rooms/' + roomId, { token: null, signal: view.signal, once: true });
      here.failures = 0;
      noteFingerprint(here.room);
      await reckon();
    } catch (failure) {
      if (view.signal.aborted) return;
      if (failure.status === 404) await isElsewhere().catch(() => false);
      if (view.signal.aborted) return;
      if (failure.status === 404) here.refused = failure.message;
      here.failures++;
    }
    view.draw();
  }

  /** A lobby is that of several concerts, and its figures are those of all of them together. */
  async function lookAtConcert() {
    here.concert = await api.get('/concerts/' + concertId, { token: null, signal: view.signal, once: true });
    view.draw();
  }

  async function reckon() {
    if (!here.mine) return;
    const turnAt = await turnOf(here.room, here.mine.number);
    if (!here.mine) return;
    const position = turnAt === null ? null : turnAt - here.room.serving;
    const isCalled = position !== null && position <= 0;
    if (isCalled && !here.isCalled) here.askAgainAt = 0; // a page in the background looks once a minute, and a turn does not last long
    here.isCalled = isCalled;
    const due = here.room.state !== 'DRAWING' && (isCalled || position === null) ? here.askAgainAt : here.askedAt + ASK_SERVER_SECONDS * 1000;
    if (now() >= due || isAdmitted() && !secondsUntil(here.mine.expiresAt)) await ask();
    if (!here.mine || isAdmitted()) return;
    if (position > 0 && here.room.state !== 'DRAWING') {
      stand(position);
      goOnKeeping(roomId, here.mine);
    }
    guess();
  }

  function guess() {
    const found = estimate(here.room, here.mine.position);
    if (!found) return;
    const next = { ...found, at: now() };
    if (!here.compared || next.at - here.compared.at > COMPARE_AFTER_MS) {
      here.reason = whyItMoved(here.compared, next, here.room);
      here.compared = next;
    }
    here.lead = next;
  }

  const checkDraw = view.act(async () => { here.checked = await check(here.room, here.mine.number); });

  const leave = view.act(async () => {
    const { token } = here.mine;
    const sure = await confirmed(t('wait.leave-sure'), { detail: here.mine.position ? t('wait.leave-detail', { n: here.mine.position }) : '',
      yes: t('wait.leave-yes'), no: t('wait.leave-no') });
    if (!sure) return;
    await api.del('/token', { token });
    here.mine = null; // so that no look that is under way keeps it
    keepPlace(roomId, null);
    notice(t('wait.left'));
    await go(concertId ? '/concerts/' + concertId : '/');
  });

  /** Nobody waits on in the place of somebody else. */
  onChange(() => {
    if (account() === userId) return;
    view.leave();
    if (!needsLogIn()) go('/');
  }, view.signal);

  /** All tabs show the same place; where it was given up or used in another one, nobody joins anew without being asked. */
  onPlace(roomId, () => {
    const kept = keptPlace(roomId);
    if (kept?.number === here.mine?.number) return;
    Object.assign(here, { mine: kept, ended: kept ? null : 'back', refused: null, lead: null, askAgainAt: 0, isCalled: false });
    view.draw();
  }, view.signal);

  if (!here.mine && !here.ended) await join();
  if (roomId === 'lobby' && concertId) view.every(CONCERT_SECONDS, lookAtConcert);
  await view.every(() => lookAgain(here.room, here.mine?.position, here.room?.opensAt ? secondsUntil(here.room.opensAt) : 0), look, { hiddenToo: true });
  view.every(1, () => { if (isAdmitted() || here.room?.state === 'DRAWING') view.draw(); });
  addEventListener('offline', () => view.draw(), { signal: view.signal });
}
