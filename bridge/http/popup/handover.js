// In the popup: gives the answer to the page that opened it, to its exact origin, and closes. Where that page cannot be reached any more
// (it is closed, or a page on the way asked to be cut off from it), what to do stands below.
const { origin, answer } = document.documentElement.dataset;
// What came in the address is used up; it need not stay in the history.
history.replaceState(null, "", location.pathname);
if (window.opener && origin && answer) {
  window.opener.postMessage(JSON.parse(answer), origin);
  window.close();
}
