// The public API, and nothing but it. A call either gives the body of a success, or throws a Refusal (the server has
// decided) or an Unreachable (nobody knows: asking again with the same key is safe).
import { language } from './i18n.js';
import { learn } from './clock.js';
import { logOut, user } from './session.js';

const BASE = '/api/v1';
const PATIENCE_SECONDS = 10;
const TRIES = 4;
const FIRST_PAUSE_MS = 400;

export class Refusal extends Error {
  constructor(status, body, retryAfter) {
    super(body.message ?? String(status));
    Object.assign(this, { status, error: body.error ?? 'UNKNOWN', details: body, fields: body.fields ?? [], retryAfter });
  }
}

export class Unreachable extends Error {}

/**
 * @param {object} [options] token: instead of the log-in's · again: doing it twice is doing it once · key: an Idempotency-Key, one for each attempt of a person
 *     · body · signal · once: do not try again · etag: answers null while it is the same · patience: seconds until an answer is given up
 */
export async function call(method, path, options = {}) {
  const safe = method === 'GET' || method === 'DELETE' || options.key || options.again;
  for (let attempt = 1; ; attempt++) {
    try {
      return await exchange(method, path, options);
    } catch (failure) {
      const again = isPassing(failure) && safe && !options.once && attempt < TRIES && !options.signal?.aborted;
      if (!again) throw failure;
      await pause(Math.max((failure.retryAfter ?? 0) * 1000, FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random() / 2)));
    }
  }
}

/** Whether it may be otherwise in a moment. */
export const isPassing = failure => failure instanceof Unreachable
  || failure instanceof Refusal && (failure.status >= 500 || failure.status === 429 || failure.error === 'IDEMPOTENCY_IN_PROGRESS');

async function exchange(method, path, { body, token, key, signal, etag, patience = PATIENCE_SECONDS } = {}) {
  const bearer = token === undefined ? user()?.accessToken : token;
  const headers = { 'Accept': 'application/json', 'Accept-Language': language() };
  if (bearer) headers.Authorization = 'Bearer ' + bearer;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  const timeout = AbortSignal.timeout(patience * 1000);
  const sent = Date.now();
  let response;
  let envelope;
  try {
    response = await fetch(BASE + path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      cache: etag ? 'no-cache' : 'default', // the browser's cache asks with the tag it has, and takes the 304
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout
    });
    learn(response.headers.get('Date'), sent, Date.now());
    if (etag?.tag && etag.tag === response.headers.get('ETag')) {
      await response.arrayBuffer();
      return null;
    }
    envelope = await response.json();
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable(failure.message);
  }
  if (response.ok) {
    if (etag) etag.tag = response.headers.get('ETag');
    return envelope.body;
  }
  const refusal = new Refusal(response.status, envelope.body ?? {}, Number(response.headers.get('Retry-After')) || 0);
  if (refusal.error === 'TOKEN_INVALID' && bearer === user()?.accessToken) logOut();
  throw refusal;
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

export const get = (path, options) => call('GET', path, options);
export const post = (path, body, options) => call('POST', path, { ...options, body });
export const put = (path, body, options) => call('PUT', path, { ...options, body });
export const del = (path, options) => call('DELETE', path, options);

/** A key for one attempt of one person: made when the attempt begins, kept until its outcome is known. */
export const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
