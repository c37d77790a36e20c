// The draw, explained, and checked by the fan's own browser.
import { html, nothing } from '../core/view.js';
import { t } from '../core/i18n.js';
import { recall, remember } from '../core/session.js';

/** Notes the fingerprint before the draw: compared with a later one it would prove nothing. */
export function noteFingerprint(room) {
  const name = 'draw.' + room.roomId;
  if (room.draw && room.draw.seed === null && !recall(name)) remember(name, room.draw.commitment); // the first one binds
}

/** What came of it: a text and whether all is well. */
export async function check(room, number) {
  const { commitment, seed, participants } = room.draw;
  if (number > participants) return { good: true, text: t('wait.draw-after', { number }) };
  const { isCommitted, rank } = await import('../vendor/draw.js');
  const noted = recall('draw.' + room.roomId);
  if (!await isCommitted(noted ?? commitment, seed)) return { good: false, text: t('wait.draw-wrong') };
  const values = { number, participants, rank: await rank(seed, participants, number) };
  return { good: true, text: t(noted ? 'wait.draw-right' : 'wait.draw-unseen', values) };
}

export const drawSection = (room, number, checked, onCheck) => !room.draw ? nothing : html`
  <section class="section stack" aria-labelledby="draw">
    <h2 id="draw">${t('wait.draw')}</h2>
    <p>${room.draw.seed === null ? t('wait.draw-before', { n: Math.max(room.issued, number ?? 0) }) : t('wait.draw-explained')}</p>
    <dl class="facts hashes">
      ${number ? html`<dt>${t('wait.draw-number')}</dt><dd>${number.toLocaleString()}</dd>` : nothing}
      <dt>${t('wait.fingerprint')}</dt><dd><code>${room.draw.commitment}</code></dd>
      ${room.draw.seed ? html`<dt>${t('wait.secret')}</dt><dd><code>${room.draw.seed}</code></dd>` : nothing}
    </dl>
    ${room.draw.seed && number && globalThis.crypto?.subtle ? html`
      <div><button class="button" type="button" @click=${onCheck}>${t('wait.draw-check')}</button></div>
      <p role="status">${checked ? html`<span class="told ${checked.good ? '' : 'bad'} block">${checked.text}</span>` : nothing}</p>` : nothing}
  </section>`;
