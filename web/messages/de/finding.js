// Deutsch, vom Finden: suchen, auswählen, was die Liste zeigt, und was angeboten wird.

/** @type {import("../../language.js").Said<typeof import("../en/finding.js").default>} */
export default {
  show: "Anzeigen",
  all: "Alle",
  unanswered: "Unbeantwortet",
  place: "Wo es begann",
  everywhere: "Überall",
  order: "Reihenfolge",
  sortActive: "Zuletzt aktiv",
  sortNew: "Neueste",
  sortUnanswered: "Unbeantwortete zuerst",
  sortTop: "Meiste Antworten und Likes",
  results: "Was gefunden wurde",
  found: { one: "{n} Unterhaltung gefunden", other: "{n} Unterhaltungen gefunden" },
  nothingFound: "Zu „{text}“ wurde nichts gefunden. Andere Wörter helfen vielleicht, oder stell die Frage.",
  askIt: "Frage stellen",
  relaxed: "Nichts enthält all diese Wörter; das kommt am nächsten.",
  searchFailed: "Die Suche hat nicht geklappt, deshalb steht hier jetzt nichts. Ein neuer Versuch hilft meistens.",
  suggestions: "Vielleicht ist das schon die Antwort",
  offered: { one: "{n} Unterhaltung beantwortet es vielleicht schon", other: "{n} Unterhaltungen beantworten es vielleicht schon" },
  nothingChosen: "Hier gibt es nichts von dem, was du ausgewählt hast. Wähle „Alle“, um alles zu sehen.",
  moreFailed: "Es gibt mehr, aber es konnte nicht geladen werden.",
  offline: "Es gibt keine Verbindung; weiterlesen geht.",
  seenAt: "Du siehst, was wir um {time} hatten.",
};
