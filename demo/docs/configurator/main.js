// Keeps the widget, the tag and the contrast at what the form says.
import { copyButton } from "../copy.js";
import { contrasts, verdict } from "./contrast.js";
import { colours } from "./fields.js";
import { policyOf } from "../../../scripts/snippet.js";
import { attributesOf, sheetOf, tagOf, variablesOf } from "./tag.js";

/** @import { Published } from "../../../scripts/snippet.js" */

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function one(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no #${id}`);
}

const form = one("choices", HTMLFormElement);
const preview = one("preview", HTMLElement);
const widget = document.createElement("plein-feed");

const relayField = /** @type {HTMLInputElement} */ (form.elements.namedItem("relay"));
relayField.value = relayField.defaultValue = location.origin;

let asked = "";
/** @type {Published | undefined} */
let manifest;

function show() {
  const chosen = new FormData(form);
  const wish = attributesOf(chosen);
  for (const name of widget.getAttributeNames().filter((name) => name !== "style"))
    if (!wish.some(([wanted]) => wanted === name)) widget.removeAttribute(name);
  for (const [name, value] of wish) if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);

  const picked = coloursOf(chosen);
  const radius = String(chosen.get("radius"));
  for (const name of [...widget.style]) widget.style.removeProperty(name);
  for (const [name, value] of variablesOf(picked, radius)) widget.style.setProperty(name, value);

  const relay = String(chosen.get("relay")).trim();
  const lang = String(chosen.get("lang"));
  const tag = tagOf(wish, { pinned: String(chosen.get("pinned")), manifest, relay, lang });
  one("tag", HTMLElement).textContent = tag;
  void showPolicy(tag);
  const sheet = sheetOf(picked, radius);
  one("sheet", HTMLElement).textContent = sheet;
  one("sheet-block", HTMLElement).hidden = sheet === "";
  showContrast(picked);
  if (relay !== asked) void askFor(relay);
}

/** What a policy needs for the tag that is shown. @param {string} tag */
async function showPolicy(tag) {
  const hash = await policyOf(tag);
  if (one("tag", HTMLElement).textContent !== tag) return;
  one("policy", HTMLElement).hidden = !hash;
  one("policy-hash", HTMLElement).textContent = hash ?? "";
}

/** @param {FormData} chosen @returns {import("./contrast.js").Colours} */
const coloursOf = (chosen) =>
  Object.fromEntries(
    colours.map(([name]) => [
      name,
      { light: String(chosen.get(`light-${name}`)), dark: String(chosen.get(`dark-${name}`)) },
    ]),
  );

/** @param {import("./contrast.js").Colours} picked */
function showContrast(picked) {
  const all = contrasts(picked);
  const said = verdict(all);
  const status = one("verdict", HTMLElement);
  // A live region says again whatever is set again.
  if (status.textContent !== said) status.textContent = said;
  const rows = all.map(({ pair, least, light, dark }) => {
    const row = document.createElement("tr");
    row.append(cell("th", pair), graded(light, least), graded(dark, least));
    return row;
  });
  one("pairs", HTMLElement).replaceChildren(...rows);
}

/** @param {"th" | "td"} tag @param {string} text */
function cell(tag, text) {
  const made = document.createElement(tag);
  if (tag === "th") made.scope = "row";
  made.textContent = text;
  return made;
}

/** @param {number} ratio @param {number} least */
function graded(ratio, least) {
  const passes = ratio >= least;
  const made = cell("td", `${ratio} ${passes ? "passes" : `too low, at least ${least}`}`);
  made.className = passes ? "passes" : "fails";
  return made;
}

/** What the relay serves, for version and hashes. @param {string} relay */
async function askFor(relay) {
  asked = relay;
  manifest = undefined;
  const found = one("found", HTMLElement);
  try {
    const answer = await fetch(new URL("/plein/manifest.json", new URL(relay, location.href)), { credentials: "omit" });
    const read = await answer.json();
    if (asked !== relay) return;
    if (!answer.ok || !read.version || !read.languages) throw new Error("it serves no versions");
    manifest = read;
    found.textContent = "";
  } catch {
    if (asked !== relay) return;
    found.textContent = "This relay does not say which version of the widget it serves; the tag names none.";
  }
  show();
}

for (const id of ["tag", "sheet"]) {
  const code = one(id, HTMLElement);
  code.closest(".coded")?.append(copyButton(() => code.textContent ?? ""));
}
const width = one("width", HTMLSelectElement);
width.addEventListener("change", () => (preview.style.inlineSize = width.value ? `${width.value}px` : ""));
// On the page: not all that belongs to the form stands in it.
document.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show)); // it is told before it is done
show();
preview.append(widget);
