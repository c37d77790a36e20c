// Who uses the service: found by name or e-mail, kept out or let back in, made an organizer or not.
import { html, nothing } from '../../core/view.js';
import * as api from '../../core/api.js';
import { moment } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { user as me } from '../../core/session.js';
import { frame, opened } from '../../organizer/frame.js';
import { confirmed } from '../../ui/dialog.js';

const PAGE_ROWS = 50;

export default async function users(view) {
  if (!await opened(view)) return;
  let query = '';
  let found = [];
  let next = null;

  const page = async cursor => {
    const asked = new URLSearchParams({ query, size: PAGE_ROWS, ...cursor && { cursor } });
    const answer = await api.get('/admin/users?' + asked, { signal: view.signal });
    found = cursor ? [...found, ...answer.users] : answer.users;
    next = answer.nextCursor;
    view.draw();
  };

  const change = (one, asked, question, detail) => view.act(async () => {
    if (!await confirmed(question, { detail })) return;
    const changed = await api.put('/admin/users/' + one.userId, asked);
    found = found.map(other => other.userId === changed.userId ? changed : other);
  });

  const actions = one => html`<div class="buttons tight">
    ${one.blocked
    ? html`<button class="button small" type="button" ?disabled=${view.busy}
        @click=${change(one, { blocked: false }, t('o.user.unblock.sure', one))}>${t('o.user.unblock')}</button>`
    : html`<button class="button small" type="button" ?disabled=${view.busy || one.userId === me()?.userId}
        @click=${change(one, { blocked: true }, t('o.user.block.sure', one), t('o.user.block.detail'))}>${t('o.user.block')}</button>`}
    ${one.roles.includes('ORGANIZER')
    ? html`<button class="button small" type="button" ?disabled=${view.busy || one.userId === me()?.userId}
        @click=${change(one, { roles: ['FAN'] }, t('o.user.demote.sure', one))}>${t('o.user.demote')}</button>`
    : html`<button class="button small" type="button" ?disabled=${view.busy}
        @click=${change(one, { roles: ['FAN', 'ORGANIZER'] }, t('o.user.promote.sure', one), t('o.user.promote.detail'))}>${t('o.user.promote')}</button>`}
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
      <p class="small soft">${t('o.user.since', { time: moment(one.createdAt) })}</p>
      ${actions(one)}</li>`)}</ul>
    ${found.length ? nothing : html`<p class="empty">${t('o.user.none')}</p>`}
    ${next ? html`<button class="button" type="button" ?disabled=${view.busy} @click=${view.act(() => page(next))}>${t('o.user.more')}</button>` : nothing}`));
  await page();
}
