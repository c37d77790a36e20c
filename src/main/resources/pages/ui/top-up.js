// Topping up points: without a card where the server allows it, with one that is kept, or with a new one. A card's number
// goes from the form to the payment provider's door and is not kept here, not even in a variable, once it was sent.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { money, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { me } from '../core/session.js';
import { notice } from './notices.js';

const FREE = 'free';
const NEW = 'new';
const USUAL_AMOUNT = 50_000;
const LOOK_AGAIN_MS = 2000;
const MOST_LOOKS = 150;

export class TopUp {
  /** @param done what to do when the points are there */
  constructor(view, done) {
    Object.assign(this, { view, done, amount: USUAL_AMOUNT, cards: [], way: FREE, key: api.newKey(), problems: {} });
    this.charge = view.act(event => this.#charge(event.target));
  }

  get #mine() {
    return `/users/${me().userId}`;
  }

  async load() {
    const found = await api.get(this.#mine + '/payment-methods', { signal: this.view.signal });
    this.cards = found.paymentMethods ?? found;
    this.view.draw();
  }

  suggest(amount) {
    if (!this.touched) this.amount = amount;
  }

  form() {
    const set = event => {
      this.amount = Number(event.target.value.replace(/\D/g, ''));
      this.touched = true;
      this.view.draw();
    };
    return html`<form class="top-up" novalidate @submit=${this.charge}>
      <div class="field"><label for="amount">${t('top-up.amount')}</label>
        <input id="amount" inputmode="numeric" autocomplete="off" .value=${number(this.amount)} @change=${set}></div>
      <fieldset><legend class="label">${t('top-up.with')}</legend>
        ${this.#choice(FREE, t('top-up.free'))}
        ${this.cards.map(card => this.#choice(card.paymentMethodId, t('top-up.card', card)))}
        ${this.#choice(NEW, t('top-up.new-card'))}</fieldset>
      ${this.way === NEW ? this.#cardFields() : nothing}
      <button class="button main" ?disabled=${this.view.busy || !this.amount}>${t('top-up.go', { sum: money(this.amount) })}</button>
    </form>`;
  }

  #choice(way, label) {
    return html`<label class="check"><input type="radio" name="way" .checked=${this.way === way}
      @change=${() => { this.way = way; this.key = api.newKey(); this.view.draw(); }}> ${label}</label>`;
  }

  #cardFields() {
    const field = (name, label, autocomplete, inputmode, hint = '') => html`<div class="field"><label for=${name}>${label}</label>
      <input id=${name} name=${name} autocomplete=${autocomplete} inputmode=${inputmode} aria-describedby="${name}-more"
        aria-invalid=${this.problems[name] ? 'true' : 'false'}>
      <span id="${name}-more" class=${this.problems[name] ? 'problem' : 'hint'}>${this.problems[name] ?? hint}</span></div>`;
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
    if (this.way === NEW) await this.#addCard(form);
    const body = { amount: this.amount, ...this.way !== FREE && { paymentMethodId: this.way } };
    try {
      const { newBalance } = await api.post(this.#mine + '/balance/charge', body, { key: this.key });
      await this.#charged(newBalance);
    } catch (failure) {
      if (failure.error === 'CHARGE_PENDING') {
        this.#settle(failure.details.chargeId).catch(() => notice(t('top-up.open'))); // nothing else waits for it
        return;
      }
      if (failure.error === 'PAYMENT_METHOD_REQUIRED') this.way = this.cards[0]?.paymentMethodId ?? NEW;
      if (!api.isPassing(failure)) this.key = api.newKey(); // decided; otherwise the same attempt goes on
      notice(words(failure), 'refused');
    }
  }

  async #charged(newBalance) {
    this.key = api.newKey();
    this.touched = false;
    notice(t('top-up.done', { sum: money(newBalance) }));
    await this.done();
  }

  /** The provider has not said yet what became of the charge. Only looking is safe now, and the server goes on asking. */
  async #settle(chargeId) {
    notice(t('top-up.pending'));
    for (let look = 0; look < MOST_LOOKS && !this.view.signal.aborted; look++) {
      await new Promise(done => setTimeout(done, LOOK_AGAIN_MS));
      const charge = await api.get(`${this.#mine}/charges/${chargeId}`, { signal: this.view.signal });
      if (charge.status === 'charged') return this.#charged(charge.newBalance);
      if (charge.status === 'declined') {
        this.key = api.newKey();
        return notice(t('refusal.CARD_DECLINED'), 'refused');
      }
    }
    if (!this.view.signal.aborted) notice(t('top-up.open'));
  }
}
