// Nederlands, vanaf het eerste gesprek dat wordt geopend of begonnen.

/** @type {import("../../language.js").Said<typeof import("../en/thread.js").default>} */
export default {
  threadMissing: "Dit gesprek staat hier niet meer.",
  threadFailed: "De reacties konden niet worden geladen.",
  reply: "Reageer",
  replyTo: "Reageer op {name}",
  inReplyTo: "in reactie op {name}",
  cancel: "Annuleer",
  signInReply: "Log in om te reageren",
  signInAsk: "Log in om iets te vragen",
  signedIn: "Je bent ingelogd.",
  signInFailed: "Inloggen is niet gelukt.",
  ambassador: "Ambassadeur",
  brand: "Team",
  alsoOn: "ook op",
  edited: "bewerkt",
  said: "{name} heeft gereageerd",
  image: "Afbeelding",
  warning: "Toon wat verborgen is",
  like: "Vind ik leuk",
  likes: {
    one: "{n} keer leuk gevonden",
    other: "{n} keer leuk gevonden",
  },
  more: "Meer",
  signInChoose: "Hoe wil je inloggen?",
  signInOpened: "Er is een venster geopend om in te loggen. Wat je schrijft blijft hier staan.",
  signInBlocked: "Je browser heeft het venster om in te loggen niet geopend. Open het met deze link:",
  signInOpen: "Open het venster",
  signInElsewhere: "Log eerst in op deze website; dan kun je hier schrijven.",
  signInUnreachable: "Inloggen kan nu niet, want er is geen verbinding. Probeer het opnieuw als die er weer is.",
};
