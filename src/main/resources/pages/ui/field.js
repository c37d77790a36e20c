// A field of a form: its label, and what is wrong with it when the last try was refused because of it.
import { html, nothing } from '../vendor/lit/lit-html.js';
import { live } from '../vendor/lit/directives/live.js';

/** What stands around an input: its label, and below it what is wrong or else a hint, which is what `<id>-more` describes it by. */
export const framed = (id, label, input, problem, hint = nothing) => html`<div class="field"><label for=${id}>${label}</label>
    ${input}
    <span id="${id}-more" class=${problem ? 'problem' : 'hint'}>${problem ?? hint}</span></div>`;

/**
 * @param {View} view whose problems may name the field  @param {string} name as the API calls it, such as `performances[0].startsAt`
 * @param {object} [options] id: unless it is the name · type: text, password, datetime-local, a textarea, or whole for a whole number · most: characters
 *     · hint: shown while nothing is typed
 */
export function field(view, name, label, value, changed, { id = name, type = 'text', most = nothing, hint = nothing, required = true,
  autocomplete = 'off' } = {}) {
  const problem = view.problems[name];
  const invalid = problem ? 'true' : nothing;
  const reason = problem ? id + '-problem' : nothing;
  return html`<div class="field"><label for=${id}>${label}</label>
    ${type === 'textarea'
    ? html`<textarea id=${id} maxlength=${most} aria-invalid=${invalid} aria-describedby=${reason} .value=${live(value)} @input=${changed}></textarea>`
    : html`<input id=${id} type=${type === 'whole' ? 'text' : type} inputmode=${type === 'whole' ? 'numeric' : nothing} maxlength=${most}
        placeholder=${hint} ?required=${required} autocomplete=${autocomplete} aria-invalid=${invalid} aria-describedby=${reason}
        .value=${live(String(value))} @input=${changed}>`}
    ${problem ? html`<span class="problem" id=${reason}>${problem}</span>` : nothing}</div>`;
}

/** The whole number that was typed, if it is one of those; otherwise null, and nothing is guessed. */
export function whole(typed, [least, most]) {
  const text = String(typed).trim();
  const value = /^\d{1,15}$/.test(text) ? Number(text) : null;
  return value !== null && value >= least && value <= most ? value : null;
}
