// Deutsch, ab dem ersten Gespräch, das geöffnet oder begonnen wird.

/** @type {import("../../language.js").Said<typeof import("../en/thread.js").default>} */
export default {
  threadMissing: "Dieses Gespräch gibt es hier nicht mehr.",
  threadFailed: "Die Antworten konnten nicht geladen werden.",
  reply: "Antworten",
  replyTo: "{name} antworten",
  inReplyTo: "Antwort an {name}",
  cancel: "Abbrechen",
  signInReply: "Melde dich an, um zu antworten",
  signInAsk: "Melde dich an, um zu fragen",
  signedIn: "Du bist angemeldet.",
  signInFailed: "Die Anmeldung hat nicht geklappt.",
  ambassador: "Botschafter",
  brand: "Team",
  alsoOn: "auch auf",
  edited: "bearbeitet",
  said: "{name} hat geantwortet",
  image: "Bild",
  warning: "Verborgenes anzeigen",
  like: "Gefällt mir",
  likes: {
    one: "gefällt {n} Person",
    other: "gefällt {n} Personen",
  },
  more: "Mehr",
  signInChoose: "Wie möchtest du dich anmelden?",
  signInOpened: "Zum Anmelden hat sich ein Fenster geöffnet. Was du schreibst, bleibt hier stehen.",
  signInBlocked: "Dein Browser hat das Fenster zum Anmelden nicht geöffnet. Öffne es mit diesem Link:",
  signInOpen: "Fenster öffnen",
  signInElsewhere: "Melde dich zuerst auf dieser Website an; dann kannst du hier schreiben.",
  signInUnreachable:
    "Anmelden geht gerade nicht, weil es keine Verbindung gibt. Versuche es noch einmal, wenn es wieder eine gibt.",
};
