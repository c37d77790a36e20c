// Files that a page makes or fetches, handed to the browser.

/** A browser reads what it saves a while after the click. */
const KEPT_MS = 60_000;

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
