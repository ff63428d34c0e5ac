// Addresses of posts: `#plein=<id>` on the page that the widget stands on. That of a thread is its first post's.

const prefix = "#plein=";

/** @returns {string} the id that the page's address names, or ""; links of copies say more behind it (wasm/sync/provenance.h) */
export const linkedPost = () => /^#plein.*?=(\w+)/.exec(location.hash)?.[1] ?? "";

/** @param {string} id @returns {string} absolute: a page with a <base> would send a bare hash elsewhere; whence this reader came is not passed on */
export function linkTo(id) {
  return location.href.split(/.utm_campaign=plein&|#/)[0] + (id && prefix + id);
}

/** With a key held, a link is the browser's: a new tab, a new window, a download. @param {MouseEvent} event a click on one @returns {boolean} ours */
export function isPlain(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  event.preventDefault();
  return true;
}
