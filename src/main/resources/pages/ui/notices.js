// Short sentences below the header, where nothing is pressed next; what lies under them can be pressed all the same. Read out
// politely, gone after a while or when they hold no longer, and never the only place that tells.
import { html, nothing, render } from '../vendor/lit/lit-html.js';
import { t } from '../core/i18n.js';

const SHOWN_MS = 7000;
const MOST = 3;
const host = document.getElementById('notices');
let notices = [];

export function notice(text, kind = 'told') {
  const mine = { text, kind };
  notices = [...notices.filter(other => other.text !== text), mine].slice(-MOST);
  draw();
  setTimeout(() => dismiss(mine), SHOWN_MS);
}

/** To be called when something else is tried: what was told of the last try holds no longer. */
export const clearNotices = () => keep(() => false);

const dismiss = one => keep(other => other !== one);

function keep(wanted) {
  notices = notices.filter(wanted);
  draw();
}

const draw = () => render(notices.map(one => html`
  <p class="notice ${one.kind}">${one.kind === 'refused' ? html`<span class="sign" aria-hidden="true">!</span>` : nothing}<span>${one.text}</span>
    <button class="quiet" type="button" aria-label=${t('close')} @click=${() => dismiss(one)}>✕</button></p>`), host);

addEventListener('gone', () => keep(one => one.kind !== 'refused')); // a page was refused something, not the next one
