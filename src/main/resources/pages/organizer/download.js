// Files that only organizers may have. A link carries no token, so they are fetched and then handed to the browser.
import { language, t } from '../core/i18n.js';
import { Refusal, Unreachable } from '../core/api.js';
import { user } from '../core/session.js';
import { notice } from '../ui/notices.js';

/** A browser reads what it saves a while after the click. */
const KEPT_MS = 60_000;

export async function download(path, name) {
  const response = await fetch('/api/v1' + path, {
    headers: { 'Authorization': 'Bearer ' + user()?.accessToken, 'Accept-Language': language() }
  }).catch(failure => { throw new Unreachable(failure.message); });
  if (!response.ok) throw new Refusal(response.status, (await response.json().catch(() => ({}))).body ?? {}, 0);
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  notice(t('o.export.done', { name }));
}
