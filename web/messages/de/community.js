// Deutsch, wo die Marke etwas bekannt gibt oder ein Gespräch markiert hat.

/** @type {import("../../language.js").Said<typeof import("../en/community.js").default>} */
export default {
  announcement: "Mitteilung von {brand}",
  announced: "Mitteilung: {title}",
  closeAnnouncement: "Mitteilung schließen",
  sponsored: "Gesponsert",
  sponsoredWhy: "Gesponsert: Für dieses Gespräch wurde bezahlt.",
  pinned: "Angeheftet",
  featured: "Empfohlen",
  asked: "Umfrage",
  ideaNew: "Idee: neu",
  ideaConsidered: "Idee: wird geprüft",
  ideaPlanned: "Idee: geplant",
  ideaDone: "Idee: umgesetzt",
  ideaDeclined: "Idee: abgelehnt",
  locked: "Hier antworten nur {brand} und die Botschafter.",
  slow: "Hier antwortet jeder nur einmal innerhalb von {time}.",
  slowUntil: "Du kannst wieder antworten in: {time}.",
};
