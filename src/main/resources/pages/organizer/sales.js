// The figures of all performances, which come in pages, the newest date first.
import * as api from '../core/api.js';

export async function allSales(signal) {
  const all = [];
  for (let cursor; cursor !== null;) {
    const page = await api.get('/admin/sales' + (cursor ? `?cursor=${cursor}` : ''), { signal });
    all.push(...page.performances);
    cursor = page.nextCursor ?? null;
  }
  return all;
}
