// The line above every page: where one is, the language, and who is logged in.
import { html, nothing, render } from '../vendor/lit/lit-html.js';
import { choose, language, LANGUAGES, t } from '../core/i18n.js';
import { isOrganizer, logInAddress, onChange, user } from '../core/session.js';

const host = document.getElementById('header');

export function watchHeader() {
  onChange(drawHeader);
  addEventListener('gone', drawHeader);
}

export function drawHeader() {
  render(html`
    <a class="skip" href="#main">${t('header.skip')}</a>
    <nav class="bar" aria-label="Frontrow">
      <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Frontrow</a>
      <span class="spring"></span>
      ${isOrganizer() ? html`<a class="quiet" href="/organizer">${t('header.organizer')}</a>` : nothing}
      ${user()
    ? html`<a class="quiet" href="/me">${t('header.me')}</a>`
    : html`<a class="quiet" href=${logInAddress(here())}>${t('header.log-in')}</a>`}
      <button class="quiet" type="button" lang=${other()} @click=${() => choose(other())}>${LANGUAGES[other()]}</button>
    </nav>`, host);
}

const other = () => language() === 'ko' ? 'en' : 'ko';

/** Where the log-in is to lead on to, unless that is back here: from its own page to where it leads anyway. */
function here() {
  const asked = location.pathname.startsWith('/login') || location.pathname.startsWith('/signup');
  return asked ? new URLSearchParams(location.search).get('next') ?? '/' : undefined;
}
