// My page: tickets, running holds, wallet, account.
import { html, nothing, Wrong } from '../core/view.js';
import * as api from '../core/api.js';
import { secondsUntil } from '../core/clock.js';
import { clockFace, day, moment, money } from '../core/format.js';
import { choose, language, LANGUAGES, t } from '../core/i18n.js';
import { go, needsLogIn } from '../core/router.js';
import { forgetPlaces, logIn, logOut, me, user } from '../core/session.js';
import { field } from '../ui/field.js';
import { notice } from '../ui/notices.js';
import { titleOf } from '../ui/poster.js';
import { concertOf } from '../ui/showing.js';
import { ticketPart, Tickets } from '../ui/tickets.js';
import { TopUp } from '../ui/top-up.js';

const PARTS = { tickets: '/me', wallet: '/me/wallet', account: '/me/account' };
const REFRESH_SECONDS = 5;

export default async function myPage(view) {
  if (needsLogIn()) return;
  const part = view.params.part in PARTS ? view.params.part : 'tickets';
  const show = { tickets: reservationsPart, wallet: walletPart, account: accountPart }[part](view);

  view.shows(() => t('me.title'), () => html`
    <h1>${t('me.title')}</h1>
    <nav class="tabs me-tabs" aria-label=${t('me.title')}>${Object.entries(PARTS).map(([name, href]) => html`
      <a href=${href} aria-current=${name === part ? 'page' : nothing}>${t('me.' + name)}</a>`)}</nav>
    ${show.template()}`);
  await show.start?.();
}

function reservationsPart(view) {
  let all = null;
  let next = null;
  const concerts = new Map();
  const tickets = new Tickets(view);
  const titled = one => concerts.get(one.concertId)?.title ?? '';

  async function load() {
    const page = await api.get('/reservations?size=50', { signal: view.signal });
    if (!all || all.length <= page.reservations.length) next = page.nextCursor;
    all = [...page.reservations, ...(all ?? []).filter(one => !page.reservations.some(other => other.reservationId === one.reservationId))];
    view.draw();
    await name();
    await tickets.load(all.filter(one => one.status === 'paid'));
  }

  async function name() {
    const unknown = [...new Set(all.map(one => one.concertId))].filter(id => !concerts.has(id));
    await Promise.all(unknown.map(async id => {
      concerts.set(id, await concertOf(id, view.signal).catch(() => null));
      if (!concerts.get(id)) concerts.delete(id); // asked for again
    }));
    view.draw();
  }

  const more = view.act(async () => {
    const page = await api.get('/reservations?size=50&cursor=' + next);
    all = [...all, ...page.reservations];
    next = page.nextCursor;
    await name();
  });

  const held = one => html`<li class="row">
    <div class="stack tight"><strong>${titleOf(titled(one))}</strong><span class="soft">${day(one.date)} · ${one.seatNumbers.map(n => t('seats.seat', { number: String(n) })).join(', ')}</span></div>
    <div class="buttons"><span class="number" role="timer">${clockFace(secondsUntil(one.expiresAt))}</span>
      <a class="button main" href="/checkout/${one.reservationId}">${t('me.pay')} · ${money(one.amount)}</a></div></li>`;

  const earlier = one => html`<li class="row">
    <span>${titled(one)} <span class="soft">${day(one.date)} · ${one.seatNumbers.map(n => t('seats.seat', { number: String(n) })).join(', ')}</span></span>
    <span class="tag">${t('me.status.' + one.status)}</span></li>`;

  function template() {
    if (!all) return nothing;
    const of = (...states) => all.filter(one => states.includes(one.status));
    return html`<div class="stack loose">
      ${of('held').length ? html`<section class="stack"><h2>${t('me.holds')}</h2><ul class="list">${of('held').map(held)}</ul></section>` : nothing}
      <section class="stack" aria-label=${t('me.tickets')}>
        ${of('paid').length ? of('paid').map(one => ticketPart(one, concerts.get(one.concertId), tickets))
    : html`<div class="empty"><p>${t('me.no-tickets')}</p><a class="button" href="/">${t('to-concerts')}</a></div>`}</section>
      ${of('expired', 'canceled', 'refunded').length ? html`<section class="stack section"><h2>${t('me.earlier')}</h2>
        <ul class="list">${of('expired', 'canceled', 'refunded').map(earlier)}</ul></section>` : nothing}
      ${next ? html`<div class="buttons"><button class="button" type="button" ?disabled=${view.busy} @click=${more}>${t('me.more')}</button></div>` : nothing}
    </div>`;
  }

  return { template, start: async () => {
    await view.every(REFRESH_SECONDS, load, { must: true });
    view.every(1, () => { if (all?.some(one => one.status === 'held')) view.draw(); });
  } };
}

function walletPart(view) {
  let balance = null;
  let entries = [];
  let next = null;
  const topUp = new TopUp(view, load);
  const mine = `/users/${me().userId}`;

  async function load() {
    const [now, page] = await Promise.all([api.get(mine + '/balance', { signal: view.signal }), api.get(mine + '/balance/history', { signal: view.signal })]);
    balance = now.balance;
    entries = page.entries;
    next = page.nextCursor;
    view.draw();
  }

  const more = view.act(async () => {
    const page = await api.get(`${mine}/balance/history?cursor=${next}`);
    entries = [...entries, ...page.entries];
    next = page.nextCursor;
  });

  const entry = one => html`<li class="row"><span><strong>${t('me.entry.' + one.type)}</strong> <span class="soft">${moment(one.at)}</span></span>
    <span class="number"><strong>${one.amount > 0 ? '+' : '−'}${money(Math.abs(one.amount))}</strong>
      <span class="soft">${t('me.balance-after', { sum: money(one.balanceAfter) })}</span></span></li>`;

  const template = () => html`<div class="two">
    <section class="stack"><h2 class="visually-hidden">${t('me.wallet')}</h2><p class="label">${t('checkout.balance')}</p>
      <p class="figure small-figure">${balance === null ? '…' : money(balance)}</p>
      <div class="card stack"><h3>${t('top-up.title')}</h3>${topUp.form()}</div></section>
    <section class="stack section"><h2>${t('me.history')}</h2>
      ${entries.length ? html`<ul class="list">${entries.map(entry)}</ul>` : html`<p class="soft">${t('me.no-history')}</p>`}
      ${next ? html`<div><button class="button" type="button" ?disabled=${view.busy} @click=${more}>${t('me.more')}</button></div>` : nothing}</section></div>`;

  return { template, start: () => Promise.all([load(), topUp.load().catch(() => {})]) };
}

function accountPart(view) {
  const passwords = { currentPassword: '', newPassword: '' };

  const change = view.act(async () => {
    const { userId } = me();
    const { email } = user();
    const answer = await api.put(`/users/${userId}/password`, passwords).catch(failure => {
      throw failure.error === 'BAD_CREDENTIALS' ? new Wrong([{ field: 'currentPassword', message: t('me.password-wrong') }]) : failure;
    });
    forgetPlaces(); // their tokens have ended, the places have not
    logIn(email, answer);
    Object.assign(passwords, { currentPassword: '', newPassword: '' });
    notice(t('me.password-changed'));
  });

  const password = (name, label, autocomplete) =>
    field(view, name, label, passwords[name], event => { passwords[name] = event.target.value; }, { type: 'password', autocomplete });

  const template = () => html`<div class="stack loose">
    <p>${t('me.logged-in', { email: user()?.email ?? '' })}</p>
    <form class="card stack narrow" novalidate @submit=${change}>
      <h2>${t('me.password')}</h2>
      <p class="soft">${t('me.password-detail')}</p>
      <input type="hidden" name="email" autocomplete="username" .value=${user()?.email ?? ''}>
      ${password('currentPassword', t('me.password-current'), 'current-password')}
      ${password('newPassword', t('me.password-new'), 'new-password')}
      <div><button class="button main" ?disabled=${view.busy}>${t('me.password-change')}</button></div>
    </form>
    <fieldset><legend class="label">${t('me.language')}</legend>${Object.entries(LANGUAGES).map(([tag, name]) => html`
      <label class="check" lang=${tag}><input type="radio" name="language" .checked=${language() === tag} @change=${() => choose(tag)}> ${name}</label>`)}</fieldset>
    <div><button class="button" type="button" @click=${() => { logOut(); go('/'); }}>${t('me.log-out')}</button></div></div>`;
  return { template };
}
