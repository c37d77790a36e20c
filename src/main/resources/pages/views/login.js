// Sign up and log in, one page with two faces. Whoever came from somewhere is taken back there.
import { html, nothing, words } from '../core/view.js';
import * as api from '../core/api.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { logIn, recall, user } from '../core/session.js';
import { framed } from '../ui/field.js';

export default function login(view) {
  const next = safe(view.query.get('next'));
  const isNew = location.pathname.startsWith('/signup');
  if (user() && !view.query.has('again')) return go(next, { replace: true });
  const given = { username: '', email: recall('user')?.email ?? '', password: '' };
  let problems = {};
  let refused = '';
  let seen = false;
  let lost = false;
  let signedUp = null; // the e-mail of a sign-up that is done, should only the log-in after it fail

  view.shows(() => t(isNew ? 'signup.title' : 'login.title'), () => html`
    <div class="narrow stack loose">
      <div class="stack">
        <h1>${t(isNew ? 'signup.title' : 'login.title')}</h1>
        <p class="soft">${t('login.why')}</p>
      </div>
      <form novalidate @submit=${submit}>
        ${refused ? html`<p class="told bad" role="alert">${refused}</p>` : nothing}
        ${isNew ? field('username', t('login.name'), 'text', 'name') : nothing}
        ${field('email', t('login.email'), 'email', 'username')}
        ${field('password', t('login.password'), seen ? 'text' : 'password', isNew ? 'new-password' : 'current-password',
    isNew ? t('login.password-hint') : '')}
        <label class="check"><input type="checkbox" .checked=${seen} @change=${show}> ${t('login.show-password')}</label>
        <button class="button main wide" ?disabled=${view.busy}>${t(isNew ? 'signup.go' : 'login.go')}</button>
      </form>
      <p>${t(isNew ? 'signup.have-account' : 'login.no-account')}
        <a class="quiet underlined" href="${isNew ? '/login' : '/signup'}?next=${encodeURIComponent(next)}">${t(isNew ? 'login.title' : 'signup.title')}</a></p>
    </div>`);

  const field = (name, label, type, autocomplete, hint = '') => framed(name, label, html`
      <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} .value=${given[name]} autocapitalize="none"
        aria-invalid=${problems[name] ? 'true' : 'false'} aria-describedby="${name}-more" @input=${event => { given[name] = event.target.value; }}>`,
  problems[name], hint);

  function show(event) {
    seen = event.target.checked;
    view.draw();
  }

  /** When the answer to a try was lost, the account may be there at the next; the password will tell. */
  async function signUp() {
    if (signedUp === given.email) return;
    try {
      await api.post('/users', given, { token: null });
    } catch (failure) {
      const isMine = lost && failure.error === 'EMAIL_TAKEN';
      lost ||= failure instanceof api.Unreachable;
      if (!isMine) throw failure;
    }
    signedUp = given.email;
  }

  const submit = view.act(async () => {
    problems = {};
    refused = '';
    try {
      const { email, password } = given;
      if (isNew) await signUp();
      logIn(email, await api.post('/auth/login', { email, password }, { token: null }));
      await go(next, { replace: true });
    } catch (failure) {
      problems = Object.fromEntries((failure.fields ?? []).map(({ field: name, message }) => [name, message]));
      refused = Object.keys(problems).length ? '' : words(failure);
      view.draw();
      document.querySelector('[aria-invalid=true]')?.focus();
    }
  });
}

/** Only to a page of ours: an address from outside must not send anybody elsewhere. */
function safe(next) {
  const url = new URL(next || '/', location.origin); // as the browser will read it, which leaves tabs and newlines out
  const isOurs = url.origin === location.origin && !url.pathname.startsWith('//'); // a path of "//host" is another host
  return isOurs && !/^\/(login|signup)\b/.test(url.pathname) ? url.pathname + url.search : '/';
}
