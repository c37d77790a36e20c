// What every organizer's page stands in: the strings, the sheet, the way from one to the other, and a word for all others.
import { html } from '../core/view.js';
import { load, t } from '../core/i18n.js';
import { isOrganizer, logInAddress, user } from '../core/session.js';

const PARTS = [['concerts', '/organizer'], ['door', '/door'], ['users', '/organizer/users']];

/** Loads what the page needs; false, with a word on the page, for somebody who may not see it. */
export async function opened(view) {
  await Promise.all([load('../i18n/organizer-'), view.style('organizer')]);
  if (isOrganizer()) return true;
  view.shows(() => t('o.only.title'), () => html`
    <div class="empty">
      <h1>${t('o.only.title')}</h1>
      <p>${t(user() ? 'o.only.other' : 'o.only.log-in')}</p>
      <a class="button main" href=${logInAddress()}>${t('header.log-in')}</a>
    </div>`);
  return false;
}

/** @param {string} part which of the parts this page belongs to */
export const frame = (part, content) => html`<div class="organizer">
  <nav class="tabs" aria-label=${t('header.organizer')}>
    ${PARTS.map(([name, address]) => html`<a href=${address} aria-current=${name === part ? 'page' : 'false'}>${t('o.part.' + name)}</a>`)}
  </nav>
  ${content}
</div>`;
