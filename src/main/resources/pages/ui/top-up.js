// Topping up points: without a card where the server allows it, with one that is kept, or with a new one. A card's number
// goes from the form to the payment provider's door and is not kept here, not even in a variable, once it was sent.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { me, recall, remember } from '../core/session.js';
import { confirmed } from './dialog.js';
import { framed } from './field.js';
import { notice } from './notices.js';

const FREE = 'free';
const NEW = 'new';
const USUAL_AMOUNT = 50_000;
const LOOK_AGAIN_MS = 2000;
const MOST_LOOKS = 150;
/** The server knows a key for a day; later the same key would charge anew. */
const KEY_KEPT_MS = 23 * 3600 * 1000;

export class TopUp {
  /** @param done what to do when the points are there */
  constructor(view, done) {
    Object.assign(this, { view, done, typed: number(USUAL_AMOUNT), cards: [], way: FREE, problems: {}, doubt: null, looks: false });
    this.charge = view.act(event => this.#charge(event.target));
  }

  get #mine() {
    return `/users/${me().userId}`;
  }

  /** {key, body, at, chargeId}: a charge whose outcome is not known. It goes on under its key, even after a reload. */
  get #begun() {
    const begun = recall('top-up.' + me().userId);
    return begun && (begun.chargeId || Date.now() - begun.at < KEY_KEPT_MS) ? begun : null;
  }

  #keep(begun) {
    remember('top-up.' + me().userId, begun);
  }

  /** Null for what is no whole number of points: it is asked about, not guessed. */
  get amount() {
    const typed = this.typed.trim();
    return /^(\d+|\d{1,3}(,\d{3})+)$/.test(typed) ? Number(typed.replaceAll(',', '')) || null : null;
  }

  async load() {
    this.doubt = this.#begun;
    if (this.doubt?.chargeId) this.#settle(this.doubt);
    const found = await api.get(this.#mine + '/payment-methods', { signal: this.view.signal });
    this.cards = found.paymentMethods;
    this.view.draw();
  }

  suggest(amount) {
    if (!this.touched) this.typed = number(amount);
  }

  form() {
    if (this.doubt) return this.#doubtful();
    const { amount } = this;
    const set = event => {
      this.typed = event.target.value;
      if (this.amount) this.typed = number(this.amount);
      this.touched = true;
      this.view.draw();
    };
    return html`<form class="top-up" novalidate @submit=${this.charge}>
      <div class="field"><label for="amount">${t('top-up.amount')}</label>
        <input id="amount" inputmode="numeric" autocomplete="off" .value=${this.typed} @change=${set} aria-describedby="amount-more"
          aria-invalid=${amount ? 'false' : 'true'}>
        <span id="amount-more" class="problem" role="status">${amount ? nothing : t('top-up.whole')}</span></div>
      <fieldset><legend class="label">${t('top-up.with')}</legend>
        ${this.#choice(FREE, t('top-up.free'))}
        ${this.cards.map(card => this.#saved(card))}
        ${this.#choice(NEW, t('top-up.new-card'))}</fieldset>
      ${this.way === NEW ? this.#cardFields() : nothing}
      <button class="button main" ?disabled=${this.view.busy}>${amount ? t('top-up.go', { sum: money(amount) }) : t('top-up.title')}</button>
    </form>`;
  }

  /** Nothing else is charged before it is known what became of the last one. */
  #doubtful() {
    const { body, chargeId } = this.doubt;
    const sum = money(body.amount);
    return html`<form class="top-up" @submit=${this.charge}>
      <p class="told">${chargeId ? t('top-up.pending') : t('top-up.unsure', { sum })}</p>
      <button class="button main" ?disabled=${this.view.busy || this.looks}>${chargeId ? t('top-up.ask') : t('top-up.go', { sum })}</button>
    </form>`;
  }

  #choice(way, label) {
    return html`<label class="check"><input type="radio" name="way" .checked=${this.way === way}
      @change=${() => { this.way = way; this.view.draw(); }}> ${label}</label>`;
  }

  #saved(card) {
    const label = t('top-up.card', card);
    return html`<div class="row center">${this.#choice(card.paymentMethodId, label)}${this.way !== card.paymentMethodId ? nothing : html`
      <button class="button plain" type="button" ?disabled=${this.view.busy} aria-label="${t('top-up.remove')}: ${label}"
        @click=${this.view.act(() => this.#remove(card, label))}>${t('top-up.remove')}</button>`}</div>`;
  }

  async #remove(card, label) {
    if (!await confirmed(t('top-up.remove-sure', { card: label }), { yes: t('top-up.remove') })) return;
    await api.del(`${this.#mine}/payment-methods/${card.paymentMethodId}`).catch(failure => {
      if (failure.status !== 404) throw failure; // it is gone, in another tab or with an answer that was lost
    });
    this.cards = this.cards.filter(other => other.paymentMethodId !== card.paymentMethodId);
    this.way = this.cards[0]?.paymentMethodId ?? FREE;
    notice(t('top-up.removed', { card: label }));
  }

  #cardFields() {
    const field = (name, label, autocomplete, inputmode, hint = '') => framed(name, label, html`
      <input id=${name} name=${name} autocomplete=${autocomplete} inputmode=${inputmode} aria-describedby="${name}-more"
        aria-invalid=${this.problems[name] ? 'true' : 'false'}>`, this.problems[name], hint);
    return html`${field('cardNumber', t('top-up.card-number'), 'cc-number', 'numeric', t('top-up.card-hint'))}
      ${field('expiry', t('top-up.expiry'), 'cc-exp', 'text')}
      ${field('holder', t('top-up.holder'), 'cc-name', 'text', t('top-up.card-kept'))}`;
  }

  async #addCard(form) {
    const [cardNumber, expiry, holder] = ['cardNumber', 'expiry', 'holder'].map(name => form.elements[name].value.trim());
    try {
      const card = await api.post(this.#mine + '/payment-methods', { cardNumber: cardNumber.replace(/[\s-]/g, ''), expiry, holder });
      this.cards = [...this.cards.filter(other => other.paymentMethodId !== card.paymentMethodId), card];
      this.way = card.paymentMethodId;
      this.problems = {};
    } catch (failure) {
      this.problems = Object.fromEntries((failure.fields ?? []).map(({ field, message }) => [field, message]));
      throw failure;
    }
  }

  async #charge(form) {
    const begun = this.#begun;
    if (this.doubt && !begun) return this.#decided(); // in another tab
    if (begun?.chargeId) return this.#settle(begun);
    if (!begun && !this.amount) return form.elements.amount.focus();
    if (!begun && this.way === NEW) await this.#addCard(form);
    await this.#send(begun ?? { key: api.newKey(), at: Date.now(), body: { amount: this.amount, ...this.way !== FREE && { paymentMethodId: this.way } } });
  }

  async #send(begun) {
    this.#keep(begun);
    let answer;
    try {
      answer = await api.post(this.#mine + '/balance/charge', begun.body, { key: begun.key });
    } catch (failure) {
      return this.#failed(begun, failure);
    }
    await this.#charged(answer.newBalance);
  }

  #failed(begun, failure) {
    if (failure.error === 'CHARGE_PENDING') return this.#settle({ ...begun, chargeId: failure.details.chargeId });
    this.doubt = begun;
    if (this.view.isLoggedOut(failure)) return;
    if (failure instanceof api.Refusal && !api.isPassing(failure)) this.#forget(); // decided; otherwise the same attempt goes on
    if (failure.error === 'PAYMENT_METHOD_REQUIRED') this.way = this.cards[0]?.paymentMethodId ?? NEW;
    notice(words(failure), 'refused');
  }

  #forget() {
    this.#keep(null);
    this.doubt = null;
    this.view.draw();
  }

  async #charged(newBalance) {
    notice(t('top-up.done', { sum: money(newBalance) }));
    await this.#decided();
  }

  async #decided() {
    this.#forget();
    this.touched = false;
    await this.done();
  }

  /** The provider has not said yet what became of the charge. Only looking is safe now, and the server goes on asking. */
  async #settle(begun) {
    this.#keep(begun);
    this.doubt = begun;
    if (this.looks) return;
    this.looks = true;
    notice(t('top-up.pending'));
    this.#look(begun.chargeId).catch(failure => {
      if (failure.status === 404) this.#forget();
      else if (!this.view.signal.aborted) notice(t('top-up.open'));
    }).finally(() => {
      this.looks = false;
      this.view.draw();
    }); // nothing else waits for it
  }

  async #look(chargeId) {
    for (let look = 0; look < MOST_LOOKS && !this.view.signal.aborted; look++) {
      await new Promise(done => setTimeout(done, LOOK_AGAIN_MS));
      const charge = await api.get(`${this.#mine}/charges/${chargeId}`, { signal: this.view.signal });
      if (charge.status === 'charged') return this.#charged(charge.newBalance);
      if (charge.status === 'declined') {
        this.#forget();
        return notice(t('refusal.CARD_DECLINED'), 'refused');
      }
    }
    if (!this.view.signal.aborted) notice(t('top-up.open'));
  }
}
