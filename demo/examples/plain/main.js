// Attributes, properties and events, as of any element.

const widget = /** @type {HTMLElement} */ (document.querySelector("plein-feed"));
const place = /** @type {HTMLElement} */ (widget.parentElement);
const sort = /** @type {HTMLSelectElement} */ (document.querySelector("#sort"));
const toggle = /** @type {HTMLButtonElement} */ (document.querySelector("#toggle"));
const said = /** @type {HTMLElement} */ (document.querySelector("#said"));

// It may have been ready before this script came.
widget.addEventListener("plein-ready", (event) => {
  const { threads } = /** @type {CustomEvent} */ (event).detail;
  said.textContent = `${threads} conversations`;
});
sort.addEventListener("change", () => widget.setAttribute("sort", sort.value));
toggle.addEventListener("click", () => {
  if (widget.isConnected) widget.remove();
  else place.append(widget);
  toggle.textContent = widget.isConnected ? "Take it away" : "Put it back";
});
