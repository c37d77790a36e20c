// Questions that must be answered before something is done. The browser's own dialog keeps the focus and gives it back.
import { html, render } from '../vendor/lit/lit-html.js';
import { t } from '../core/i18n.js';

/** Asks, and says whether the answer was yes. */
export function confirmed(question, { detail = '', yes = t('dialog.yes'), no = t('dialog.no') } = {}) {
  return new Promise(answer => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-labelledby', 'question');
    document.body.append(dialog);
    dialog.addEventListener('close', () => {
      answer(dialog.returnValue === 'yes');
      dialog.remove();
    });
    render(html`
      <div class="stack">
        <h2 id="question">${question}</h2>
        ${detail ? html`<p>${detail}</p>` : ''}
        <div class="buttons">
          <button class="button main" type="button" @click=${() => dialog.close('yes')}>${yes}</button>
          <button class="button" type="button" autofocus @click=${() => dialog.close('no')}>${no}</button>
        </div>
      </div>`, dialog);
    dialog.showModal();
  });
}
