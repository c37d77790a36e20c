// The door: a code comes from a hand scanner (which types it and Enter), from the clipboard, or from the camera, and the
// answer is to be read from two metres away, by its word and its sign as well as by its colour.
import { html, nothing, svg, words } from '../../core/view.js';
import * as api from '../../core/api.js';
import { now } from '../../core/clock.js';
import { day, moment, time } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { recall, remember } from '../../core/session.js';
import { Camera, hasCamera } from '../../organizer/camera.js';
import { frame, opened } from '../../organizer/frame.js';
import { allSales } from '../../organizer/sales.js';
import { wallTime } from '../../organizer/zone.js';

const MOST_REMEMBERED = 20;
/** Of a full stadium it takes a while, and there are many doors. */
const COUNT_SECONDS = 15;
/** A code that stays in front of the camera is one visitor. */
const SAME_CODE_MS = 4000;
const REFUSED = { TICKET_USED: 'used', TICKET_REFUNDED: 'refunded', TICKET_INVALID: 'invalid', TICKET_FOR_OTHER_PERFORMANCE: 'other' };
const SIGNS = { valid: 'M14 34 L28 48 L52 18', used: 'M32 14 v22 M32 46 v4', other: 'M32 14 v22 M32 46 v4', unsure: 'M32 14 v22 M32 46 v4', refused: 'M32 14 v22 M32 46 v4' };
const CROSS = 'M16 16 L48 48 M48 16 L16 48';

export default async function door(view) {
  if (!await opened(view)) return;
  let last = null;
  let seen = [];
  let played = [];
  let performances = [];
  let zone;
  let chosen = recall('door') ?? '';
  let inside = null;
  let counts = 0;
  let seenCode = { code: '', at: 0 };
  let queue = Promise.resolve();
  const camera = new Camera(view.signal, code => {
    const again = code === seenCode.code && Date.now() - seenCode.at < SAME_CODE_MS;
    seenCode = { code, at: Date.now() };
    if (!again) check(code);
  });
  const field = () => document.getElementById('code');

  /** One after the other, so that two quick scans are answered in their order. */
  const check = code => {
    queue = queue.then(() => ask(code)).then(result => {
      last = { ...result, at: now() };
      seen = [last, ...seen].slice(0, MOST_REMEMBERED);
      if (last.kind === 'valid' && inside && String(last.performanceId) === chosen) {
        counts++; // what is on its way may not know of this one
        inside = { ...inside, checkedIn: inside.checkedIn + 1 };
      }
      view.draw();
      if (last.performanceId && !nameOf(last)) learn().catch(() => {}); // it was published meanwhile
    });
  };

  const nameOf = ({ performanceId }) => played.find(one => one.performanceId === performanceId)?.name;

  async function learn() {
    ({ played, zone } = await programme(view.signal));
    view.draw();
  }

  /** Who is in already, by this door and by all others to the same performance. */
  async function count() {
    if (!chosen) return;
    const mine = ++counts;
    const found = await api.get(`/admin/performances/${chosen}/check-ins`, { signal: view.signal, once: true });
    if (mine !== counts || String(found.performanceId) !== chosen) return; // counted anew, or another one chosen meanwhile
    inside = found;
    view.draw();
  }

  const ask = async code => {
    try {
      const body = { code, ...chosen && { performanceId: Number(chosen) } };
      return { kind: 'valid', ...await api.post('/admin/check-ins', body, { signal: view.signal }) };
    } catch (failure) {
      view.isLoggedOut(failure);
      const isAnswer = failure instanceof api.Refusal && failure.status < 500; // otherwise it may have been checked or not
      return { ...failure.details, kind: isAnswer ? REFUSED[failure.error] ?? 'refused' : 'unsure', says: words(failure) };
    }
  };

  const entered = event => {
    event.preventDefault();
    const code = field().value.trim();
    field().value = '';
    field().focus();
    if (code) check(code);
  };

  view.shows(() => t('o.part.door'), () => frame('door', html`
    <h1>${t('o.part.door')}</h1>
    <div class="door">
      <div class="stack">
        <form @submit=${entered}>
          <div class="field"><label for="code">${t('o.door.code')}</label>
            <input id="code" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="done" aria-describedby="code-hint">
            <span class="hint" id="code-hint">${t('o.door.hint')}</span></div>
          <div class="buttons"><button class="button main">${t('o.door.check')}</button>
            ${hasCamera ? html`<button class="button" type="button" aria-pressed=${camera.isOn ? 'true' : 'false'} @click=${async () => {
    await camera.toggle();
    view.draw();
  }}>${t(camera.isOn ? 'o.door.camera-off' : 'o.door.camera')}</button>` : nothing}</div>
        </form>
        ${camera.problem ? html`<p class="problem" role="alert">${t('o.door.no-camera')}</p>` : nothing}
        ${camera.isOn ? html`<div class="camera">${camera.element}</div>` : nothing}
      </div>
      <div class="answer" role="status" aria-live="assertive">${last ? verdict(last, nameOf(last), zone) : html`<div class="verdict none"><p>${t('o.door.ready')}</p></div>`}</div>
      <div class="field behind"><label for="behind">${t('o.door.behind')}</label>
          <select id="behind" .value=${chosen} @change=${event => {
    chosen = event.target.value;
    inside = null;
    view.draw();
    count().catch(() => {});
    remember('door', chosen);
    remember('door-name', performances.find(one => String(one.performanceId) === chosen)?.name ?? null);
    field().focus();
  }}><option value="">${t('o.door.any')}</option>
          ${performances.map(one => html`<option value=${one.performanceId} ?selected=${String(one.performanceId) === chosen}>${one.name}</option>`)}</select>
          ${inside ? html`<p class="number">${t('o.door.inside', inside)}</p>` : nothing}</div>
    </div>
    ${seen.length > 1 ? html`<section class="section stack"><h2>${t('o.door.before')}</h2><ol class="list">${seen.slice(1).map(one => html`
      <li class="row"><span><strong>${t('o.door.' + one.kind)}</strong> ${seat(one)}</span><span class="soft number">${time(one.at, zone)}</span></li>`)}</ol></section>` : nothing}`));

  const listen = () => setTimeout(() => field()?.focus()); // after the router, which gives the focus to the page
  listen();
  document.addEventListener('keydown', event => { // a scanner types wherever the focus happens to be
    const isElsewhere = event.target === document.body || event.target.id === 'main';
    if (!isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1) field()?.focus();
    if (event.key === 'Enter') field()?.form.requestSubmit();
  }, { signal: view.signal });
  await learn();
  const today = wallTime(now(), zone).slice(0, 10);
  const isOver = played.some(one => String(one.performanceId) === chosen && one.date < today);
  const ofToday = played.filter(({ date }) => date === today);
  if ((recall('door') === null || isOver) && ofToday.length === 1) chosen = String(ofToday[0].performanceId);
  performances = played.filter(one => one.date >= today || String(one.performanceId) === chosen);
  const isListed = performances.some(one => String(one.performanceId) === chosen);
  if (chosen && !isListed) performances.push({ performanceId: chosen, name: recall('door-name') ?? '#' + chosen });
  view.draw();
  listen();
  view.every(COUNT_SECONDS, count);
}

/** All that is played and was, by day: {performanceId, date, name}; the hour is told of what is to come. */
async function programme(signal) {
  const [{ concerts, timeZone: zone }, sales] = await Promise.all([api.get('/admin/concerts', { signal }),
    allSales(signal).catch(() => [])]); // without it only what is to come has a name
  const toCome = concerts.flatMap(concert => concert.performances);
  const begun = sales.filter(one => toCome.every(other => other.performanceId !== one.performanceId));
  const titleOf = one => concerts.find(({ concertId }) => concertId === one.concertId)?.title; // of those that are not taken back
  const played = [...begun, ...toCome].filter(titleOf).map(one => {
    const hour = one.startsAt ? ' ' + time(one.startsAt, zone) : '';
    return { performanceId: one.performanceId, date: one.date, name: `${day(one.date)}${hour} · ${titleOf(one)}` };
  }).sort((a, b) => a.date < b.date ? -1 : 1);
  return { played, zone };
}

const seat = one => one.seatNumber ? t('o.door.seat', { section: one.section, row: one.row, seat: String(one.seatNumber) }) : '';

function verdict(one, name, zone) {
  return html`<div class=${'verdict ' + one.kind}>
    <svg viewBox="0 0 64 64" aria-hidden="true">${one.kind === 'valid' ? svg`<circle cx="32" cy="32" r="30"></circle>`
    : svg`<path class="shield" d="M22 2 H42 L62 22 V42 L42 62 H22 L2 42 V22 Z"></path>`}<path class="sign" d=${SIGNS[one.kind] ?? CROSS}></path></svg>
    <p class="says">${t('o.door.' + one.kind)}</p>
    ${name ? html`<p class="played">${name}</p>` : nothing}
    ${one.seatNumber ? html`<dl class="seat-shown">
      <div><dt>${t('o.section')}</dt><dd>${one.section}</dd></div><div><dt>${t('o.row')}</dt><dd>${one.row}</dd></div>
      <div><dt>${t('o.seat')}</dt><dd>${one.seatNumber}</dd></div></dl>` : nothing}
    <p>${one.kind === 'refused' ? one.says : t(`o.door.${one.kind}.detail`, { time: one.checkedInAt ? (one.kind === 'valid' ? time : moment)(one.checkedInAt, zone) : '' })}</p></div>`;
}
