// What the popup says, in the languages of the widget.

/** @typedef {{lang: string, dir: "ltr" | "rtl", done: string, stuck: string, failed: string, again: string}} Words */

/** @type {Record<string, Omit<Words, "lang" | "dir">>} */
const words = {
  en: {
    done: "You are signed in",
    stuck:
      "If this window stays open, the page that opened it cannot be reached. Close it, and sign in again from there.",
    failed: "Signing in did not work",
    again: "Close this window, and try again.",
  },
  nl: {
    done: "Je bent ingelogd",
    stuck:
      "Blijft dit venster open, dan is de pagina die het opende niet bereikbaar. Sluit het, en log daar opnieuw in.",
    failed: "Inloggen is niet gelukt",
    again: "Sluit dit venster, en probeer het opnieuw.",
  },
  de: {
    done: "Du bist angemeldet",
    stuck:
      "Bleibt dieses Fenster offen, ist die Seite, die es geöffnet hat, nicht erreichbar. Schließe es, und melde dich dort noch einmal an.",
    failed: "Die Anmeldung hat nicht geklappt",
    again: "Schließe dieses Fenster, und versuche es noch einmal.",
  },
  fr: {
    done: "Vous êtes connecté",
    stuck:
      "Si cette fenêtre reste ouverte, la page qui l’a ouverte est injoignable. Fermez-la, et reconnectez-vous depuis cette page.",
    failed: "La connexion a échoué",
    again: "Fermez cette fenêtre, et réessayez.",
  },
  ar: {
    done: "تم تسجيل دخولك",
    stuck: "إذا بقيت هذه النافذة مفتوحة، فلا يمكن الوصول إلى الصفحة التي فتحتها. أغلقها وسجّل الدخول من هناك مرة أخرى.",
    failed: "لم ينجح تسجيل الدخول",
    again: "أغلق هذه النافذة وحاول مرة أخرى.",
  },
};

/** Of who links an account, where it is said otherwise. @type {Record<string, Omit<Words, "lang" | "dir" | "again">>} */
const linking = {
  en: {
    done: "Almost done",
    stuck: "If this window stays open, the page that opened it cannot be reached. Close it, and try again from there.",
    failed: "Your account was not linked",
  },
  nl: {
    done: "Bijna klaar",
    stuck:
      "Blijft dit venster open, dan is de pagina die het opende niet bereikbaar. Sluit het, en probeer het daar opnieuw.",
    failed: "Je account is niet gekoppeld",
  },
  de: {
    done: "Fast fertig",
    stuck:
      "Bleibt dieses Fenster offen, ist die Seite, die es geöffnet hat, nicht erreichbar. Schließe es, und versuche es dort noch einmal.",
    failed: "Dein Konto wurde nicht verknüpft",
  },
  fr: {
    done: "Presque terminé",
    stuck:
      "Si cette fenêtre reste ouverte, la page qui l’a ouverte est injoignable. Fermez-la, et réessayez depuis cette page.",
    failed: "Votre compte n’a pas été associé",
  },
  ar: {
    done: "أوشكنا على الانتهاء",
    stuck: "إذا بقيت هذه النافذة مفتوحة، فلا يمكن الوصول إلى الصفحة التي فتحتها. أغلقها وحاول من هناك مرة أخرى.",
    failed: "لم يُربط حسابك",
  },
};

/** @param {string} language BCP 47 @param {"sign-in" | "link"} [of] @returns {Words} */
export function wordsIn(language, of = "sign-in") {
  const wanted = language.toLowerCase().split("-")[0];
  const lang = Object.hasOwn(words, wanted) ? wanted : "en";
  return { lang, dir: lang === "ar" ? "rtl" : "ltr", ...words[lang], ...(of === "link" && linking[lang]) };
}
