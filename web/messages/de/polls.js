// Deutsch, wo die Marke etwas fragt.

/** @type {import("../../language.js").Said<typeof import("../en/polls.js").default>} */
export default {
  pollOne: "Wähle eine Antwort",
  pollSeveral: "Wähle eine oder mehrere Antworten",
  pollEnded: "Diese Umfrage ist beendet",
  pollPeople: { one: "{n} Person hat abgestimmt", other: "{n} Personen haben abgestimmt" },
  pollUntil: "endet {time}",
  pollAfter: "du siehst das Ergebnis, sobald du abgestimmt hast",
  pollCount: { one: "{n} Stimme · {share}", other: "{n} Stimmen · {share}" },
  pollChosen: "deine Wahl",
  vote: "Abstimmen",
  voteAgain: "Meine Stimme ändern",
  voteSignIn: "Anmelden, um abzustimmen",
  voteOpened: "Ein Fenster zum Anmelden hat sich geöffnet. Deine Wahl bleibt hier.",
  voteElsewhere: "Melde dich zuerst auf dieser Website an; dann kannst du abstimmen.",
  voted: "Deine Stimme zählt.",
  voteFailed: "Deine Stimme wurde nicht gesendet. Versuche es noch einmal.",
};
