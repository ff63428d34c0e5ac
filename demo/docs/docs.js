// Comfort for the documentation: a choice of light or dark, and a button beside each piece of code that copies it. Pages need neither.
import { copyButton } from "./copy.js";

const themes = { auto: "Auto", light: "Light", dark: "Dark" };
const kept = "plein-docs-theme";

/** @param {string} theme */
function wear(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

wear(localStorage.getItem(kept) ?? "auto");

const choice = document.createElement("select");
choice.setAttribute("aria-label", "Light or dark");
for (const [value, text] of Object.entries(themes)) choice.append(new Option(text, value));
choice.value = localStorage.getItem(kept) ?? "auto";
choice.addEventListener("change", () => {
  localStorage.setItem(kept, choice.value);
  wear(choice.value);
});
document.querySelector(".top nav")?.append(choice);

for (const code of document.querySelectorAll("article pre > code")) {
  const block = /** @type {HTMLElement} */ (code.parentElement);
  const around = document.createElement("div");
  around.className = "coded";
  block.replaceWith(around);
  around.append(
    block,
    copyButton(() => code.textContent ?? ""),
  );
}

// On a page for phones the list of pages is closed; where it stands beside the page it is open.
const book = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".book"));
const besides = matchMedia("(min-width: 820px)");
const open = () => book && (book.open = besides.matches);
besides.addEventListener("change", open);
open();
