// Files that only organizers may have. A link carries no token, so they are fetched and then handed to the browser.
import { language, t } from '../core/i18n.js';
import { Refusal, Unreachable } from '../core/api.js';
import { save } from '../core/save.js';
import { user } from '../core/session.js';
import { notice } from '../ui/notices.js';

export async function download(path, name) {
  const response = await fetch('/api/v1' + path, {
    headers: { 'Authorization': 'Bearer ' + user()?.accessToken, 'Accept-Language': language() }
  }).catch(failure => { throw new Unreachable(failure.message); });
  if (!response.ok) throw new Refusal(response.status, (await response.json().catch(() => ({}))).body ?? {}, 0);
  save(await response.blob(), name);
  notice(t('o.export.done', { name }));
}
