// Nederlands, waar het merk iets vraagt.

/** @type {import("../../language.js").Said<typeof import("../en/polls.js").default>} */
export default {
  pollOne: "Kies er één",
  pollSeveral: "Kies er één of meer",
  pollEnded: "Deze peiling is gesloten",
  pollPeople: { one: "{n} persoon heeft gestemd", other: "{n} mensen hebben gestemd" },
  pollUntil: "sluit {time}",
  pollAfter: "je ziet de uitslag zodra je hebt gestemd",
  pollCount: { one: "{n} stem · {share}", other: "{n} stemmen · {share}" },
  pollChosen: "jouw keuze",
  vote: "Stem",
  voteAgain: "Wijzig mijn stem",
  voteSignIn: "Log in om te stemmen",
  voteOpened: "Er is een venster geopend om in te loggen. Wat je koos blijft hier staan.",
  voteElsewhere: "Log eerst in op deze website; dan kun je stemmen.",
  voted: "Je stem telt mee.",
  voteFailed: "Je stem is niet verstuurd. Probeer het opnieuw.",
};
