// Noordnet's page for those who work there: its (pretended) sign-in, which gives the desk its token. The token is asked for again when it
// is no longer taken, and by whoever comes back to the page within the same tab.

const desk = /** @type {HTMLElement} */ (document.querySelector("plein-desk"));
const state = /** @type {HTMLElement} */ (document.querySelector("#state"));
const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-as]"));
const kept = "noordnet-desk";

/** @param {string} text what stands in the desk's place; "": the desk */
function say(text) {
  state.textContent = text;
  state.hidden = !text;
  desk.hidden = Boolean(text);
}

/** @param {string} as */
async function signIn(as) {
  const answer = await fetch(`/demo/token?as=${as}`);
  if (!answer.ok) return say("Inloggen lukt nu niet. Probeer het zo nog eens.");
  desk.setAttribute("token", (await answer.json()).token);
  sessionStorage.setItem(kept, as);
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.as === as));
  if (customElements.get("plein-desk")) say("");
}

const there = import("/plein/plein-desk.js").then(
  () => true,
  () => false,
);
for (const button of buttons) button.addEventListener("click", () => signIn(button.dataset.as ?? ""));
desk.addEventListener("plein-sign-in", () => signIn(sessionStorage.getItem(kept) ?? "joris"));

const before = sessionStorage.getItem(kept);
if (!(await there)) say("De werkplek hoort niet bij wat hier gebouwd is: /plein/plein-desk.js ontbreekt.");
else if (desk.hasAttribute("token")) say("");
else if (before) await signIn(before);
