// One concert: made here, changed here, given more dates, taken back, and its books carried home.
import { html, nothing, Wrong } from '../../core/view.js';
import * as api from '../../core/api.js';
import { secondsUntil } from '../../core/clock.js';
import { day, moment, number, priceRange } from '../../core/format.js';
import { t } from '../../core/i18n.js';
import { go } from '../../core/router.js';
import { download } from '../../organizer/download.js';
import { Draft } from '../../organizer/draft.js';
import { frame, opened } from '../../organizer/frame.js';
import { following, layoutFields, newPerformance, requested, typed, wrongs } from '../../organizer/layout.js';
import { confirmed } from '../../ui/dialog.js';
import { field } from '../../ui/field.js';
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
  const kept = new Draft(id);
  const before = kept.kept();
  const draft = { title: '', description: '', venue: '', ownWaitingRoom: false, reopen: 'DAILY', ...saved, ...before?.about };
  let planned = before?.planned ?? (saved ? [] : [newPerformance()]);
  const known = before?.known ?? all.concerts.map(one => one.concertId);
  let isUnsure = before?.isUnsure ?? false;
  if (before) notice(t('o.draft'));

  const about = ({ title, description, venue, ownWaitingRoom, reopen }) => ({ title, description, venue, ownWaitingRoom, reopen });
  const isAsSaved = () => saved && JSON.stringify(about(draft)) === JSON.stringify(about(saved));

  const changed = () => {
    kept.keep(saved ? { planned } : { about: about(draft), planned, known, isUnsure });
    view.draw();
  };

  /** One with this title that was not there when it was begun to be typed, or nothing. */
  const published = async () => (await api.get('/admin/concerts', { signal: view.signal })).concerts
    .find(one => one.title === draft.title.trim() && !known.includes(one.concertId));

  /** The concert, or nothing when it is not known whether it was published: then it is looked for before it is published again. */
  const publishNow = async body => {
    try {
      return await api.post('/admin/concerts', body, { patience: PUBLISH_PATIENCE_SECONDS });
    } catch (failure) {
      if (!(failure instanceof api.Unreachable)) throw failure;
      isUnsure = true;
      changed();
      return published();
    }
  };

  /** Everything that is wrong is told at once. */
  const check = wrong => {
    if (wrong.length) throw new Wrong(wrong);
  };

  const publish = view.act(async () => {
    check([...wrongAbout(draft), ...planned.flatMap((performance, i) => wrongs(performance, zone, `performances[${i}].`))]);
    const performances = planned.map(performance => requested(performance, zone));
    const made = (isUnsure ? await published() : null) ?? await publishNow({ ...about(draft), performances });
    if (!made) return;
    kept.drop();
    notice(t('o.published', { title: made.title }));
    await go('/organizer/concerts/' + made.concertId);
  });

  const save = view.act(async () => {
    check(wrongAbout(draft));
    const isOnSale = saved.performances.some(one => !secondsUntil(one.onSaleAt));
    if (draft.ownWaitingRoom !== saved.ownWaitingRoom && isOnSale
      && !await confirmed(t('o.own-room.sure'), { detail: t('o.own-room.detail'), yes: t('o.save') })) return;
    saved = await api.put('/admin/concerts/' + id, about(draft));
    notice(t('o.saved'));
  });

  const add = performance => view.act(async () => {
    check(wrongs(performance, zone, ''));
    const added = await api.post(`/admin/concerts/${id}/performances`, requested(performance, zone));
    saved.performances = [...saved.performances, added].sort((a, b) => a.startsAt < b.startsAt ? -1 : 1);
    giveUp();
    notice(t('o.added', { date: day(added.date) }));
  });

  const withdraw = view.act(async () => {
    if (!await confirmed(t('o.withdraw.sure', { title: saved.title }), { detail: t('o.withdraw.detail'), yes: t('o.withdraw') })) return;
    await api.del('/admin/concerts/' + id);
    notice(t('o.withdrawn', { title: saved.title }));
    await go('/organizer');
  });

  /** Most tours play in one hall: a further date begins as the one before it, a day later. */
  const plan = view.act(async () => {
    const last = planned.at(-1) ?? await lastSaved();
    planned.push(last ? following(last) : newPerformance());
    changed();
  });

  const lastSaved = async () => {
    const last = saved?.performances.at(-1);
    if (!last) return null;
    const { rows } = await api.get(`/admin/performances/${last.performanceId}/hall`, { signal: view.signal });
    return typed(last, rows, zone);
  };

  const giveUp = () => {
    planned = [];
    view.problems = {};
    kept.drop();
    view.draw();
  };

  const newConcert = () => html`<form novalidate @submit=${publish}>
    ${aboutFields(view, draft, changed)}
    ${planned.map((performance, i) => html`<section class="section stack">
      <div class="row"><h2>${t('o.performance', { n: i + 1 })}</h2>${planned.length > 1
    ? html`<button class="button small" type="button" @click=${() => {
      planned.splice(i, 1);
      view.problems = {};
      changed();
    }}>${t('o.performance.remove')}</button>` : nothing}</div>
      ${layoutFields(view, 'p' + i, `performances[${i}].`, performance, zone, changed)}</section>`)}
    <div><button class="button" type="button" ?disabled=${view.busy} @click=${plan}>${t('o.performance.add')}</button></div>
    <p class="problem" role="alert">${isUnsure ? t('o.publish.unsure') : nothing}</p>
    <div class="buttons"><button class="button main" ?disabled=${view.busy}>${t('o.publish')}</button>
      <a class="button plain" href="/organizer" @click=${() => kept.drop()}>${t('o.cancel')}</a></div>
  </form>`;

  const knownConcert = () => html`
    <form novalidate @submit=${save}>${aboutFields(view, draft, () => view.draw())}
      <div class="buttons"><button class="button main" ?disabled=${view.busy || isAsSaved()}>${t('o.save')}</button></div></form>
    <section class="section stack"><h2>${t('concert.dates')}</h2>
      ${saved.performances.length ? dates(saved.performances, zone) : html`<p class="soft">${t('o.no-dates')}</p>`}
      ${planned.map(performance => html`<form novalidate @submit=${add(performance)}>
        <h3>${t('o.performance.new')}</h3>
        ${layoutFields(view, 'p', '', performance, zone, changed)}
        <div class="buttons"><button class="button main" ?disabled=${view.busy}>${t('o.performance.publish')}</button>
          <button class="button plain" type="button" @click=${giveUp}>${t('o.cancel')}</button></div></form>`)}
      ${planned.length ? nothing : html`<div><button class="button" type="button" ?disabled=${view.busy} @click=${plan}>${t('o.performance.add')}</button></div>`}
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

const wrongAbout = draft => ['title', 'venue'].filter(name => !draft[name].trim()).map(name => ({ field: name, message: t('o.wrong.blank') }));

function aboutFields(view, draft, changed) {
  const set = name => event => {
    draft[name] = event.target.type === 'checkbox' ? event.target.checked : event.target.value;
    changed();
  };
  const text = (name, options) => field(view, name, t('o.' + name), draft[name], set(name), options);
  return html`<div class="about">
    <div class="stack">
      ${text('title', { most: 200 })}${text('venue', { most: 200 })}${text('description', { most: 5000, type: 'textarea' })}
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
