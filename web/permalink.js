// Addresses of posts: `#plein=<id>` on the page that the widget stands on. That of a thread is its first post's.

const prefix = "#plein=";

/** @returns {string} the id that the page's address names, or "" */
export function linkedPost() {
  const { hash } = location;
  return hash.startsWith(prefix) && /^[a-z0-9]{1,64}$/i.test(hash.slice(prefix.length))
    ? hash.slice(prefix.length)
    : "";
}

/** @param {string} id @returns {string} absolute: a page with a <base> would send a bare hash elsewhere */
export function linkTo(id) {
  return location.href.split("#")[0] + (id && prefix + id);
}

/** With a key held, a link is the browser's: a new tab, a new window, a download. @param {MouseEvent} event a click on one @returns {boolean} ours */
export function isPlain(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  event.preventDefault();
  return true;
}
