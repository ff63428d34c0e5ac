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
