// "Best seats together": how many, for how much, where; the server picks and holds them in one step.
import { html } from '../core/view.js';
import { money } from '../core/format.js';
import { t } from '../core/i18n.js';

const wish = { count: 2, maxPrice: '', section: '' };

export const bestForm = (hall, limit, busy, submit) => html`
  <details class="best">
    <summary>${t('seats.best')}</summary>
    <form @submit=${submit}>
      <div class="field"><label for="count">${t('seats.best-how-many')}</label>
        <select id="count" @change=${event => { wish.count = Number(event.target.value); }}>
          ${Array.from({ length: limit }, (_, i) => html`<option value=${i + 1} ?selected=${wish.count === i + 1}>${t('seats.count', { n: i + 1 })}</option>`)}
        </select></div>
      <div class="field"><label for="max-price">${t('seats.best-price')}</label>
        <select id="max-price" @change=${event => { wish.maxPrice = event.target.value; }}>
          <option value="">${t('seats.best-any-price')}</option>
          ${hall.prices.map(price => html`<option value=${price} ?selected=${wish.maxPrice === String(price)}>${money(price)}</option>`)}
        </select></div>
      <div class="field"><label for="section">${t('seats.best-section')}</label>
        <select id="section" @change=${event => { wish.section = event.target.value; }}>
          <option value="">${t('seats.best-anywhere')}</option>
          ${hall.sections.map(section => html`<option value=${section.name} ?selected=${wish.section === section.name}>${t('seats.section', { name: section.name })}</option>`)}
        </select></div>
      <button class="button main" ?disabled=${busy}>${t('seats.best-go')}</button>
    </form>
  </details>`;

/** The body of POST /seats/best: what the form shows, for a wish made in another hall may not be possible in this one. */
export function asked(form, userId, performanceId) {
  const [count, maxPrice, section] = ['count', 'max-price', 'section'].map(name => form.elements[name].value);
  return { userId, performanceId, count: Number(count), ...maxPrice && { maxPrice: Number(maxPrice) }, ...section && { section } };
}
