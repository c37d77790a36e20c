// Paying a hold: the time left by the server's clock, the sum, the points, and one payment however often one presses.
import { html, nothing } from '../core/view.js';
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { clockFace, money } from '../core/format.js';
import { t } from '../core/i18n.js';
import { go, needsLogIn } from '../core/router.js';
import { keepPlace, me, recall, remember } from '../core/session.js';
import { confirmed } from '../ui/dialog.js';
import { notice } from '../ui/notices.js';
import { poster, titleOf } from '../ui/poster.js';
import { concertOf, roomOf, when } from '../ui/showing.js';
import { TopUp } from '../ui/top-up.js';

const LOOK_SECONDS = 4; // paid or lapsed elsewhere
const HURRY_SECONDS = 60;
const ENDS = { paid: paidPart, expired: lapsedPart, canceled: canceledPart, refunded: canceledPart };

export default async function checkout(view) {
  if (needsLogIn()) return;
  const id = view.params.reservationId;
  const c = { id, hold: null, concert: null, balance: null, unsure: false, missing: false };
  const topUp = new TopUp(view, () => loadBalance());

  view.shows(() => t('checkout.title'), () => c.missing ? unknown() : !c.hold ? nothing
    : ENDS[c.hold.status] ? ENDS[c.hold.status](c) : toPay());

  const unknown = () => html`<div class="empty"><h1>${t('checkout.unknown')}</h1><a class="button" href="/me">${t('header.me')}</a></div>`;

  function toPay() {
    const left = secondsUntil(c.hold.expiresAt);
    const missing = Math.max(0, c.hold.amount - (c.balance ?? 0));
    return html`
      <div class="checkout">
        <section class="stack">
          <h1>${t('checkout.title')}</h1>
          <div class="countdown ${left < HURRY_SECONDS ? 'hurry' : ''}"><span class="label">${t('checkout.time-left')}</span>
            <span class="figure" role="timer">${clockFace(left)}</span></div>
          <p class="visually-hidden" role="status">${left < HURRY_SECONDS ? t('checkout.under-a-minute') : ''}</p>
          ${c.unsure ? html`<p class="told" role="status">${t('checkout.unsure')}</p>` : nothing}
          ${what(c)}
        </section>
        <section class="stack">
          <dl class="facts section bill">
            <dt>${t('checkout.sum')}</dt><dd class="number big">${money(c.hold.amount)}</dd>
            <dt>${t('checkout.balance')}</dt><dd class="number">${c.balance === null ? '…' : money(c.balance)}</dd>
            ${c.balance === null ? nothing : missing
    ? html`<dt>${t('checkout.missing')}</dt><dd class="number problem">${money(missing)}</dd>`
    : html`<dt>${t('checkout.after')}</dt><dd class="number">${money(c.balance - c.hold.amount)}</dd>`}
          </dl>
          ${!left ? html`<p class="told" role="status">${t('checkout.over')}</p>` : missing && c.balance !== null ? html`<div class="card stack"><h2>${t('top-up.title')}</h2>${topUp.form()}</div>` : html`
            <button class="button main wide" type="button" ?disabled=${view.busy || c.balance === null} @click=${pay}>${t('checkout.pay', { sum: money(c.hold.amount) })}</button>`}
          ${!left ? nothing : html`
            <button class="button plain" type="button" ?disabled=${view.busy} @click=${giveBack}>${t('checkout.cancel')}</button>`}
        </section>
      </div>`;
  }

  async function loadBalance() {
    c.balance = (await api.get(`/users/${me().userId}/balance`, { signal: view.signal })).balance;
    if (c.hold && c.balance < c.hold.amount) topUp.suggest(c.hold.amount - c.balance);
    view.draw();
  }

  async function load() {
    const { reservations } = await api.get('/reservations?size=100', { signal: view.signal });
    const before = c.hold;
    c.hold = reservations.find(one => one.reservationId === id) ?? c.hold;
    c.missing = !c.hold;
    if (c.hold && !c.concert) c.concert = await concertOf(c.hold.concertId, view.signal).catch(() => null);
    if (c.hold?.status === 'paid' && (before?.status === 'held' || recall('pay.' + id))) letGo(); // a place taken since is another one
    view.draw();
  }

  /** The payment has ended the place in line; the next time starts anew. */
  function letGo() {
    if (c.concert) keepPlace(roomOf(c.concert), null);
    remember('pay.' + id, null);
  }

  const pay = view.act(async () => {
    const key = recall('pay.' + id) ?? api.newKey();
    remember('pay.' + id, key); // an attempt whose outcome is not known goes on under its key, even after a reload
    try {
      const receipt = await api.post('/seats/payment', { userId: me().userId, reservationId: id }, { key });
      c.hold = { ...c.hold, status: 'paid' };
      c.balance = receipt.balance;
      letGo();
      scrollTo(0, 0);
    } catch (failure) {
      c.unsure = api.isPassing(failure);
      if (c.unsure) return;
      remember('pay.' + id, null);
      if (failure.error === 'HOLD_EXPIRED') c.hold = { ...c.hold, status: 'expired' };
      else if (failure.error === 'ALREADY_PAID') await load();
      else {
        if (failure.error === 'INSUFFICIENT_BALANCE') await Promise.all([loadBalance(), load()]);
        throw failure;
      }
    }
  });

  const giveBack = view.act(async () => {
    if (!await confirmed(t('checkout.cancel-sure'), { detail: t('checkout.cancel-detail'), yes: t('checkout.cancel') })) return;
    const { concertId, date, seatNumber } = c.hold;
    await api.del(`/seats/cancel?${new URLSearchParams({ userId: me().userId, concertId, date, seat: seatNumber })}`);
    notice(t('checkout.canceled'));
    await go(`/concerts/${concertId}/seats`);
  });

  await load();
  if (c.missing) return;
  await Promise.all([loadBalance(), topUp.load().catch(() => {})]);
  view.every(1, () => {
    if (c.hold.status !== 'held') return null;
    view.draw();
    return view.busy || secondsUntil(c.hold.expiresAt) ? null : load(); // what became of it
  });
  view.every(LOOK_SECONDS, async () => {
    if (c.hold.status === 'held') await load();
  });
}

const what = ({ id, hold, concert }) => html`
  <div class="what">
    ${concert ? html`<div class="what-poster">${poster(concert.title)}</div>` : nothing}
    <div class="stack tight">
      <h2>${concert ? titleOf(concert.title) : ''}</h2>
      <p>${when(hold, concert)}</p>
      <p class="soft">${concert?.venue}</p>
      <ul class="seat-labels" aria-label=${t('checkout.seats')}>${(recall('hold.' + id)?.labels ?? hold.seatNumbers.map(number => t('seats.seat', { number: String(number) })))
    .map(label => html`<li>${label}</li>`)}</ul>
    </div></div>`;

function paidPart(c) {
  return html`<div class="stack loose narrow end"><div class="stack" role="status"><h1>${t('checkout.paid')}</h1>
    <p class="lead">${t('checkout.paid-detail', { sum: money(c.hold.amount) })}</p></div>${what(c)}
    <a class="button main wide" href="/me">${t('checkout.to-tickets')}</a></div>`;
}

function lapsedPart(c) {
  return html`<div class="stack loose narrow end"><div class="stack" role="alert"><h1>${t('checkout.lapsed')}</h1>
    <p class="lead">${t('checkout.lapsed-detail')}</p></div>${what(c)}
    <a class="button main wide" href="/concerts/${c.hold.concertId}/seats">${t('checkout.choose-again')}</a></div>`;
}

function canceledPart(c) {
  return html`<div class="stack loose narrow end"><h1>${t('checkout.canceled')}</h1>${what(c)}
    <a class="button main wide" href="/concerts/${c.hold.concertId}/seats">${t('checkout.choose-again')}</a></div>`;
}
