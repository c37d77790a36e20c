// One concert: made here, changed here, given more dates, taken back, and its books carried home.
import { html, nothing } from '../../core/view.js';
import * as api from '../../core/api.js';
import { secondsUntil } from '../../core/clock.js';
import { day, moment, number, priceRange } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { go } from '../../core/router.js';
import { download } from '../../organizer/download.js';
import { frame, opened } from '../../organizer/frame.js';
import { layoutFields, newPerformance, objection, requested } from '../../organizer/layout.js';
import { confirmed } from '../../ui/dialog.js';
import { notice } from '../../ui/notices.js';
import { poster } from '../../ui/poster.js';

/** A large hall has many seats to write. */
const PUBLISH_PATIENCE_SECONDS = 60;
const BOOKS = ['reservations', 'payments'];

export default async function concert(view) {
  if (!await opened(view)) return;
  const id = view.params.concertId;
  const all = await api.get('/admin/concerts', { signal: view.signal });
  const zone = all.timeZone;
  let saved = id ? all.concerts.find(one => String(one.concertId) === id) : null;
  if (id && !saved) {
    return view.shows(() => t('missing.title'), () => frame('concerts', html`<div class="empty"><h1>${t('missing.title')}</h1></div>`));
  }
  const draft = { title: '', description: '', venue: '', ownWaitingRoom: false, reopen: 'DAILY', ...saved };
  let planned = saved ? [] : [newPerformance()];
  let wrong = null;
  let isUnsure = false;

  const about = ({ title, description, venue, ownWaitingRoom, reopen }) => ({ title, description, venue, ownWaitingRoom, reopen });
  const isAsSaved = () => saved && JSON.stringify(about(draft)) === JSON.stringify(about(saved));

  /** One with this title that was not there when the page was opened, or nothing. */
  const published = async () => (await api.get('/admin/concerts', { signal: view.signal })).concerts
    .find(one => one.title === draft.title.trim() && !all.concerts.some(old => old.concertId === one.concertId));

  /** The concert, or nothing when it is not known whether it was published: then it is looked for before it is published again. */
  const publishNow = async body => {
    try {
      return await api.post('/admin/concerts', body, { patience: PUBLISH_PATIENCE_SECONDS });
    } catch (failure) {
      if (!(failure instanceof api.Unreachable)) throw failure;
      isUnsure = true;
      const made = await published();
      if (!made) wrong = t('o.publish.unsure');
      return made;
    }
  };

  const publish = view.act(async () => {
    wrong = planned.map(performance => objection(performance, zone)).find(Boolean) ?? null;
    if (wrong) return;
    const performances = planned.map(performance => requested(performance, zone));
    const made = (isUnsure ? await published() : null) ?? await publishNow({ ...about(draft), performances });
    if (!made) return;
    notice(t('o.published', { title: made.title }));
    await go('/organizer/concerts/' + made.concertId);
  });

  const save = view.act(async () => {
    const isOnSale = saved.performances.some(one => !secondsUntil(one.onSaleAt));
    if (draft.ownWaitingRoom !== saved.ownWaitingRoom && isOnSale
      && !await confirmed(t('o.own-room.sure'), { detail: t('o.own-room.detail'), yes: t('o.save') })) return;
    saved = await api.put('/admin/concerts/' + id, about(draft));
    notice(t('o.saved'));
  });

  const add = performance => view.act(async () => {
    wrong = objection(performance, zone);
    if (wrong) return;
    const added = await api.post(`/admin/concerts/${id}/performances`, requested(performance, zone));
    saved.performances = [...saved.performances, added].sort((a, b) => a.startsAt < b.startsAt ? -1 : 1);
    planned = [];
    notice(t('o.added', { date: day(added.date) }));
  });

  const withdraw = view.act(async () => {
    if (!await confirmed(t('o.withdraw.sure', { title: saved.title }), { detail: t('o.withdraw.detail'), yes: t('o.withdraw') })) return;
    await api.del('/admin/concerts/' + id);
    notice(t('o.withdrawn', { title: saved.title }));
    await go('/organizer');
  });

  const plan = () => {
    planned.push(newPerformance());
    view.draw();
  };

  const newConcert = () => html`<form @submit=${publish}>
    ${aboutFields(draft, () => view.draw())}
    ${planned.map((performance, i) => html`<section class="section stack">
      <div class="row"><h2>${t('o.performance', { n: i + 1 })}</h2>${planned.length > 1
    ? html`<button class="button small" type="button" @click=${() => {
      planned.splice(i, 1);
      view.draw();
    }}>${t('o.performance.remove')}</button>` : nothing}</div>
      ${layoutFields('p' + i, performance, zone, () => view.draw())}</section>`)}
    <div><button class="button" type="button" @click=${plan}>${t('o.performance.add')}</button></div>
    ${objected(wrong)}
    <div class="buttons"><button class="button main" ?disabled=${view.busy}>${t('o.publish')}</button>
      <a class="button plain" href="/organizer">${t('o.cancel')}</a></div>
  </form>`;

  const knownConcert = () => html`
    <form @submit=${save}>${aboutFields(draft, () => view.draw())}
      <div class="buttons"><button class="button main" ?disabled=${view.busy || isAsSaved()}>${t('o.save')}</button></div></form>
    <section class="section stack"><h2>${t('concert.dates')}</h2>
      ${saved.performances.length ? dates(saved.performances, zone) : html`<p class="soft">${t('o.no-dates')}</p>`}
      ${planned.map(performance => html`<form @submit=${add(performance)}>
        <h3>${t('o.performance.new')}</h3>
        ${layoutFields('p', performance, zone, () => view.draw())}${objected(wrong)}
        <div class="buttons"><button class="button main" ?disabled=${view.busy}>${t('o.performance.publish')}</button>
          <button class="button plain" type="button" @click=${() => {
    planned = [];
    wrong = null;
    view.draw();
  }}>${t('o.cancel')}</button></div></form>`)}
      ${planned.length ? nothing : html`<div><button class="button" type="button" @click=${plan}>${t('o.performance.add')}</button></div>`}
    </section>
    <section class="section stack"><h2>${t('o.export')}</h2><p class="soft">${t('o.export.why')}</p>
      <div class="buttons">${BOOKS.map(book => html`<button class="button" type="button" ?disabled=${view.busy}
        @click=${view.act(() => download(`/admin/concerts/${id}/${book}.csv`, `concert-${id}-${book}.csv`))}>
        ${t('o.export.' + book)}</button>`)}</div></section>
    <section class="section stack"><h2>${t('o.withdraw')}</h2><p class="soft">${t('o.withdraw.why')}</p>
      <div><button class="button danger" type="button" ?disabled=${view.busy} @click=${withdraw}>${t('o.withdraw')}</button></div></section>`;

  view.shows(() => saved?.title ?? t('o.new'), () => frame('concerts', html`
    <div class="row"><h1>${saved ? saved.title : t('o.new')}</h1>
      ${saved ? html`<a class="button" href="/organizer/concerts/${id}/sale">${t('o.sale')}</a>` : nothing}</div>
    <div class="stack loose">${saved ? knownConcert() : newConcert()}</div>`));
}

const objected = wrong => html`<p class="problem" role="alert">${wrong}</p>`;

function aboutFields(draft, draw) {
  const set = name => event => {
    draft[name] = event.target.type === 'checkbox' ? event.target.checked : event.target.value;
    draw();
  };
  return html`<div class="about">
    <div class="stack">
      <div class="field"><label for="title">${t('o.title')}</label>
        <input id="title" required maxlength="200" autocomplete="off" .value=${draft.title} @input=${set('title')}></div>
      <div class="field"><label for="venue">${t('o.venue')}</label>
        <input id="venue" required maxlength="200" autocomplete="off" .value=${draft.venue} @input=${set('venue')}></div>
      <div class="field"><label for="description">${t('o.description')}</label>
        <textarea id="description" maxlength="5000" .value=${draft.description} @input=${set('description')}></textarea></div>
      <div class="field"><label for="reopen">${t('o.reopen')}</label>
        <select id="reopen" .value=${draft.reopen} @change=${set('reopen')}>
          <option value="DAILY">${t('o.reopen.DAILY')}</option><option value="IMMEDIATELY">${t('o.reopen.IMMEDIATELY')}</option>
        </select></div>
      <label class="check"><input type="checkbox" .checked=${draft.ownWaitingRoom} @change=${set('ownWaitingRoom')}>
        <span>${t('o.own-room.label')}<br><span class="small soft">${t('o.own-room.hint')}</span></span></label>
    </div>
    <figure>${poster(draft.title.trim() || t('o.title'))}<figcaption class="small soft">${t('o.poster')}</figcaption></figure>
  </div>`;
}

const dates = (performances, zone) => html`<div class="scrolls" role="group" tabindex="0"
  aria-label=${t('concert.dates')}><table>
  <thead><tr><th scope="col">${t('o.starts')}</th><th scope="col">${t('o.on-sale')}</th>
    <th scope="col" class="number">${t('o.left')}</th><th scope="col" class="number">${t('o.price')}</th></tr></thead>
  <tbody>${performances.map(performance => html`<tr>
    <th scope="row">${moment(performance.startsAt, zone)}</th><td>${moment(performance.onSaleAt, zone)}</td>
    <td class="number">${number(performance.remainingSeats)} / ${number(performance.totalSeats)}</td>
    <td class="number">${priceRange(performance.priceFrom, performance.priceTo)}</td></tr>`)}</tbody></table></div>`;
