// The waiting room's figures and its levers. Each pull is asked about first, in words that say what will become of it.
import { html, nothing, Wrong } from '../core/view.js';
import * as api from '../core/api.js';
import { moment, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { confirmed } from '../ui/dialog.js';
import { field, whole } from '../ui/field.js';
import { notice } from '../ui/notices.js';

const MOST = 1_000_000;
const DAY_SECONDS = 86_400;
/** From and to, as the API takes them. */
const RANGES = { capacity: [0, MOST], admitPerMinute: [0, MOST], period: [1, DAY_SECONDS], session: [1, DAY_SECONDS], grace: [1, DAY_SECONDS] };
const RULES = ['policy', ...Object.keys(RANGES)];
const USUAL_PERIOD = 300;

/** How things stand, in one word that is also shown to fans. */
export const stateOf = (room, board) => room.draining ? 'CLOSED' : room.paused ? 'PAUSED' : board?.state === 'DRAWING' ? 'DRAWING' : 'OPEN';

export class RoomLevers {
  /** @param changed called with the room as it is after a change */
  constructor(view, roomId, zone, changed) {
    Object.assign(this, { view, roomId, zone, changed, draft: null });
  }

  #put(change) {
    return api.put('/admin/waiting-rooms/' + this.roomId, change).then(room => {
      if (RULES.some(name => name in change)) this.draft = null; // pausing takes nothing away that is being typed
      this.changed(room);
      notice(t('o.room.done'));
    });
  }

  /** The button that was pressed may be gone afterwards, and the focus must not be. */
  async #pull(change) {
    await this.view.act(() => this.#put(change))();
    if (document.activeElement === document.body) document.querySelector('.levers .button:enabled')?.focus();
  }

  #doors(change, what) {
    return async () => { // asked outside of act(), so that the button is there to give the focus back to
      const sure = await confirmed(t(`o.room.${what}.sure`), { detail: t(`o.room.${what}.detail`), yes: t('o.room.' + what) });
      if (sure) await this.#pull(change);
    };
  }

  /** What was typed and differs from what holds, as the API takes it; null for what is no such number. */
  #change(room) {
    const asked = {};
    for (const [name, typed] of Object.entries(this.draft ?? {})) {
      const isNoLimit = name === 'admitPerMinute' && !typed.trim(); // which the API writes as 0
      const wanted = name === 'policy' ? typed : isNoLimit ? 0 : whole(typed, RANGES[name]);
      if (wanted === null || wanted !== (room[name] ?? (name === 'admitPerMinute' ? 0 : null))) asked[name] = wanted;
    }
    const policy = asked.policy ?? room.policy;
    if (policy === 'CYCLE') delete asked.admitPerMinute;
    else delete asked.period;
    return asked;
  }

  #apply = async event => {
    event.preventDefault();
    const { room } = this;
    const change = this.#change(room);
    const wrong = Object.keys(change).filter(name => change[name] === null)
      .map(name => ({ field: name, message: t('o.wrong.whole', { from: RANGES[name][0], to: RANGES[name][1] }) }));
    if (wrong.length) return this.view.refused(new Wrong(wrong));
    const says = (name, value) => name === 'policy' ? t('o.room.policy.' + value)
      : name === 'admitPerMinute' && !value ? t('o.room.no-limit') : number(value ?? 0);
    const detail = Object.entries(change)
      .map(([name, value]) => `${t('o.room.' + name)}: ${says(name, room[name])} → ${says(name, value)}`).join(' · ');
    if (await confirmed(t('o.room.apply.sure'), { detail, yes: t('o.room.apply') })) await this.#pull(change);
  };

  template(room, board) {
    this.room = room;
    const { busy } = this.view;
    const state = stateOf(room, board);
    const value = name => this.draft?.[name] ?? room[name] ?? (name === 'period' ? USUAL_PERIOD : '');
    const set = name => event => {
      this.draft = { ...this.draft, [name]: event.target.value };
      this.view.draw();
    };
    const rule = (name, hint) => field(this.view, name, t('o.room.' + name), value(name), set(name),
      { id: 'room-' + name, type: 'whole', hint, required: name !== 'admitPerMinute' });
    return html`
      <div class="row"><h2>${t('o.room')}</h2><span class="state ${state}">${t('o.room.state.' + state)}</span></div>
      <p class="soft">${t(this.roomId === 'lobby' ? 'o.room.shared' : 'o.room.own')}
        ${state === 'DRAWING' && board?.opensAt ? t('o.room.opens', { time: moment(board.opensAt, this.zone) }) : nothing}</p>
      <div class="buttons">
        ${room.paused && !room.draining ? nothing : html`<button class="button" type="button" ?disabled=${busy || room.draining}
          @click=${this.#doors({ paused: true }, 'pause')}><span aria-hidden="true">❚❚</span> ${t('o.room.pause')}</button>`}
        ${room.paused || room.draining ? html`<button class="button main" type="button" ?disabled=${busy}
          @click=${this.#doors({ paused: false, draining: false }, 'resume')}><span aria-hidden="true">▶</span> ${t('o.room.resume')}</button>` : nothing}
        ${room.draining ? nothing : html`<button class="button" type="button" ?disabled=${busy}
          @click=${this.#doors({ draining: true }, 'drain')}><span aria-hidden="true">■</span> ${t('o.room.drain')}</button>`}
      </div>
      <form class="rules" novalidate @submit=${this.#apply}>
        <div class="field"><label for="room-policy">${t('o.room.policy')}</label>
          <select id="room-policy" .value=${value('policy')} @change=${set('policy')}>
            <option value="SLOTS">${t('o.room.policy.SLOTS')}</option><option value="CYCLE">${t('o.room.policy.CYCLE')}</option></select></div>
        ${rule('capacity')}
        ${value('policy') === 'CYCLE' ? rule('period') : rule('admitPerMinute', t('o.room.no-limit'))}
        ${rule('session')}${rule('grace')}
        <div class="buttons"><button class="button main" ?disabled=${busy || !Object.keys(this.#change(room)).length}>${t('o.room.apply')}</button>
          ${this.draft ? html`<button class="button plain" type="button" @click=${() => {
    this.draft = null;
    this.view.problems = {};
    this.view.draw();
  }}>${t('o.room.undo')}</button>` : nothing}</div>
      </form>`;
  }
}
