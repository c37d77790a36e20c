// Who uses the service: found by name or e-mail, asked about, kept out or let back in, made an organizer or not.
import { html, nothing } from '../../core/view.js';
import * as api from '../../core/api.js';
import { date } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { user as me } from '../../core/session.js';
import { Bookings } from '../../organizer/bookings.js';
import { frame, opened } from '../../organizer/frame.js';
import { confirmed } from '../../ui/dialog.js';

const PAGE_ROWS = 50;

export default async function users(view) {
  if (!await opened(view)) return;
  let query = '';
  let found = [];
  let next = null;
  let latest = 0;
  const bookings = new Bookings(view);
  const given = new Map(); // new passwords, by user; shown until one goes elsewhere

  const page = async cursor => {
    const mine = ++latest;
    const asked = new URLSearchParams({ query, size: PAGE_ROWS, ...cursor && { cursor } });
    const answer = await api.get('/admin/users?' + asked, { signal: view.signal });
    if (mine !== latest) return; // something else is looked for meanwhile
    found = cursor ? [...found, ...answer.users] : answer.users;
    next = answer.nextCursor;
    view.draw();
  };

  const reset = one => view.act(async () => {
    if (!await confirmed(t('o.user.reset.sure', one), { detail: t('o.user.reset.detail') })) return;
    const { password } = await api.post(`/admin/users/${one.userId}/password-reset`, {});
    given.set(one.userId, password);
  });

  const change = (one, asked, question, detail) => view.act(async () => {
    if (!await confirmed(question, { detail })) return;
    const changed = await api.put('/admin/users/' + one.userId, asked);
    found = found.map(other => other.userId === changed.userId ? changed : other);
  });

  /** Named with the user, so that a screen reader's list of buttons tells them apart. */
  const button = (one, name, act, mayBeMine = false) => html`<button class="button small" type="button"
    aria-label="${t('o.user.' + name)}: ${one.username}, ${one.email}" ?disabled=${view.busy || !mayBeMine && one.userId === me()?.userId}
    @click=${act}>${t('o.user.' + name)}</button>`;

  const bookingsOf = one => html`<button class="button small" type="button" aria-label="${t('o.user.bookings')}: ${one.username}, ${one.email}"
    aria-expanded=${bookings.isOpen(one.userId)} ?disabled=${view.busy} @click=${view.act(() => bookings.toggle(one.userId))}>${t('o.user.bookings')}</button>`;

  const action = (one, name, asked, { detail, mayBeMine } = {}) => button(one, name, change(one, asked, t(`o.user.${name}.sure`, one), detail), mayBeMine);

  const actions = one => html`<div class="buttons tight">
    ${bookingsOf(one)}
    ${one.blocked ? action(one, 'unblock', { blocked: false }, { mayBeMine: true })
    : action(one, 'block', { blocked: true }, { detail: t('o.user.block.detail') })}
    ${one.roles.includes('ORGANIZER') ? action(one, 'demote', { roles: ['FAN'] })
    : action(one, 'promote', { roles: ['FAN', 'ORGANIZER'] }, { detail: t('o.user.promote.detail'), mayBeMine: true })}
    ${button(one, 'reset', reset(one))}
  </div>`;

  view.shows(() => t('o.part.users'), () => frame('users', html`
    <h1>${t('o.part.users')}</h1>
    <form role="search" class="inline" @submit=${view.act(() => page())}>
      <div class="field"><label for="query">${t('o.user.query')}</label>
        <input id="query" type="search" autocomplete="off" maxlength="254" .value=${query} @input=${event => { query = event.target.value; }}></div>
      <button class="button main" ?disabled=${view.busy}>${t('o.user.search')}</button>
    </form>
    <ul class="list users">${found.map(one => html`<li>
      <div><strong>${one.username}</strong>
        ${one.roles.includes('ORGANIZER') ? html`<span class="tag accent">${t('o.user.organizer')}</span>` : nothing}
        ${one.blocked ? html`<span class="tag strong">${t('o.user.blocked')}</span>` : nothing}
        <p class="small soft">${one.email}</p></div>
      <p class="small soft">${t('o.user.since', { time: date(one.createdAt) })}</p>
      ${actions(one)}
      ${given.has(one.userId) ? html`<p class="told" role="status">${t('o.user.reset.done', one)} <code>${given.get(one.userId)}</code></p>` : nothing}
      ${bookings.template(one.userId)}
    </li>`)}</ul>
    ${found.length ? nothing : html`<p class="empty">${t('o.user.none')}</p>`}
    ${next ? html`<button class="button" type="button" ?disabled=${view.busy} @click=${view.act(() => page(next))}>${t('o.user.more')}</button>` : nothing}`));
  await page();
}
