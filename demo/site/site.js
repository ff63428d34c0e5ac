// Noordnet's own script: the language of the page, and its (pretended) sign-in, which gives the widget its token.

/** @type {Record<string, Record<string, string>>} */
const words = {
  en: {
    skip: "To the community",
    internet: "Internet",
    mobile: "Mobile",
    wifi: "Wi-Fi",
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
    desk: "For staff",
    docs: "Plein's documentation",
    configurator: "Put the widget together",
    examples: "Examples",
    skipQuestions: "To the questions",
    mesh: "Wi-Fi extender",
    meshOver: "Goes with your Noordnet Box",
    meshLead:
      "Wi-Fi up to the attic. Plug it in, press the button, done: two minutes later it has your Box's name and password.",
    meshPrice: "€59, once",
    meshAsk: "See what customers ask",
    reach: "Reach",
    reachValue: "90 m² each",
    speed: "Speed",
    speedValue: "up to 600 Mbit/s",
    power: "Power",
    powerValue: "4 watts",
    stepsHeading: "In three steps",
    step1: "Halfway",
    step1Text: "Put it between the Box and the place where the Wi-Fi drops, not in that place itself.",
    step2: "Pair",
    step2Text: "Press the button of the Box, and within two minutes that of the extender.",
    step3: "Done",
    step3Text: "The light turns green. Orange: move it a room closer.",
    questionsHeading: "What customers ask about Wi-Fi",
    questionsText: "From the forum and from Bluesky, answered by people who have one.",
    allQuestions: "All conversations",
  },
  nl: { signedIn: "Je bent ingelogd als {name}." },
};

const marked = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-say]"));
for (const { dataset, textContent } of marked) words.nl[dataset.say ?? ""] ??= textContent ?? "";

const widget = /** @type {HTMLElement & { token: string }} */ (document.querySelector("plein-feed"));
// Only the front page has these.
const account = /** @type {HTMLElement | null} */ (document.querySelector("#account"));
const signOut = /** @type {HTMLElement | null} */ (document.querySelector('[data-as=""]'));
const kept = "noordnet-language";
let person = "";

/** @param {string} language */
function speak(language) {
  document.documentElement.lang = language;
  widget.setAttribute("lang", language);
  for (const element of marked) element.textContent = words[language][element.dataset.say ?? ""];
  if (person && account) account.textContent = words[language].signedIn.replace("{name}", person);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === language));
  }
}

/** @param {string} as "" to sign out */
async function signIn(as) {
  const answer = as ? await (await fetch(`/demo/token?as=${as}`)).json() : { token: "", name: "" };
  widget.token = answer.token;
  person = answer.name;
  if (signOut) signOut.hidden = !person;
  speak(document.documentElement.lang);
}

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  const { language, as } = button?.dataset ?? {};
  if (language) {
    localStorage.setItem(kept, language);
    speak(language);
  }
  if (as !== undefined) signIn(as);
});
widget.addEventListener("plein-sign-in", () => {
  const first = /** @type {HTMLElement | null} */ (document.querySelector("[data-as=ana]"));
  first?.scrollIntoView({ block: "center" });
  first?.focus();
});

const language = localStorage.getItem(kept) ?? "nl";
if (language !== "nl" && Object.hasOwn(words, language)) speak(language);
