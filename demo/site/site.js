// Noordnet's own script: the language of the page, and its (pretended) sign-in, which gives the widget its token.

/** @type {Record<string, Record<string, string>>} */
const words = {
  en: {
    skip: "To the community",
    internet: "Internet",
    mobile: "Mobile",
    community: "Community",
    over: "Fibre and mobile from the north",
    heading: "Internet that simply works. And people who know how.",
    lead: "Ask our customers: they help each other, here, on the forum and on Bluesky. It is one conversation, wherever you begin.",
    toCommunity: "To the community",
    fibre: "Fibre 1 Gbit/s",
    fibrePrice: "€39 a month",
    bundle: "Unlimited mobile",
    bundlePrice: "€19 a month",
    status: "Outages now",
    none: "None",
    asideHeading: "Together we know",
    asideText:
      "Ambassadors are customers who like to help. An answer on the forum is on Bluesky too, and the other way round.",
    signedOut: "Sign in to join in.",
    signedIn: "You are signed in as {name}.",
    asAna: "As customer Ana",
    asJoris: "As ambassador Joris",
    signOut: "Sign out",
    fallback: "The conversations of our community load here.",
    fiction: "Noordnet does not exist. This site shows how Plein stands on a brand's site.",
    klant: "Customer service: 0800 0123, every day from 8 to 22",
  },
  nl: { signedIn: "Je bent ingelogd als {name}." },
};

const marked = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"));
for (const { dataset, textContent } of marked) words.nl[dataset.say ?? ""] ??= textContent ?? "";

const widget = /** @type {HTMLElement & { token: string }} */ (document.querySelector("plein-feed"));
const account = /** @type {HTMLElement} */ (document.querySelector("#account"));
const signOut = /** @type {HTMLElement} */ (document.querySelector('[data-as=""]'));
let person = "";

/** @param {string} language */
function speak(language) {
  document.documentElement.lang = language;
  widget.setAttribute("lang", language);
  for (const element of marked) element.textContent = words[language][element.dataset.say ?? ""];
  if (person) account.textContent = words[language].signedIn.replace("{name}", person);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === language));
  }
}

/** @param {string} as "" to sign out */
async function signIn(as) {
  const answer = as ? await (await fetch(`/demo/token?as=${as}`)).json() : { token: "", name: "" };
  widget.token = answer.token;
  person = answer.name;
  signOut.hidden = !person;
  speak(document.documentElement.lang);
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  const { language, as } = button?.dataset ?? {};
  if (language) speak(language);
  if (as !== undefined) signIn(as);
});
widget.addEventListener("plein-sign-in", () => {
  const first = /** @type {HTMLElement | null} */ (document.querySelector("[data-as=ana]"));
  first?.scrollIntoView({ block: "center" });
  first?.focus();
});
