// Keys of the ARIA feed pattern: Page Down and Page Up move between cards, Control+End and Control+Home leave the feed.

/** @param {KeyboardEvent} event @param {Element | DocumentFragment} root */
export function cardKeys(event, root) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("input, textarea")) return;
  const card = target.closest(".card");
  if (!card) return;
  /** @type {NodeListOf<HTMLElement>} */
  const all = root.querySelectorAll(".card");
  const cards = [...all];
  const at = cards.findIndex((one) => one === card);
  /** @type {Element | null | undefined} */
  let next;
  if (event.key === "PageDown") next = cards[at + 1];
  else if (event.key === "PageUp") next = cards[at - 1];
  else if (event.ctrlKey && event.key === "End") next = root.querySelector("[part=more]");
  else if (event.ctrlKey && event.key === "Home") next = root.querySelector("[part=ask]");
  else if (event.key === "Enter" && target === card)
    return /** @type {HTMLElement | null} */ (card.querySelector(".title a"))?.click();
  else return;
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
}
