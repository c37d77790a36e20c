// An address that leads nowhere.
import { html } from '../core/view.js';
import { t } from '../core/i18n.js';

export default function missing(view) {
  view.shows(() => t('missing.title'), () => html`
    <div class="empty"><h1>${t('missing.title')}</h1><a class="button" href="/">${t('to-concerts')}</a></div>`);
}
