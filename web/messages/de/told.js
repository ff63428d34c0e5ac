// Deutsch, wo über Beiträge von jemandem, der angemeldet ist, entschieden wurde.

/** @type {import("../../language.js").Said<typeof import("../en/told.js").default>} */
export default {
  toldHold: "Zurückgehalten: Andere sehen dies erst, wenn die Moderation es freigibt.",
  toldHide: "Auf {place} ausgeblendet.",
  toldMove: "Verschoben: Es steht hier jetzt an anderer Stelle.",
  toldLock: "Geschlossen: Nur das Team und seine Botschafter antworten.",
  toldIdea: "Deine Idee wurde angesehen.",
  toldNew: "Deine Idee ist neu.",
  toldConsidered: "Deine Idee wird erwogen.",
  toldPlanned: "Deine Idee ist geplant.",
  toldDone: "Deine Idee ist umgesetzt.",
  toldDeclined: "Abgelehnt: Deine Idee wird nicht umgesetzt.",
  toldReason: "Grund:",
  toldCount: { one: "{n} zurückgehalten", other: "{n} zurückgehalten" },
  toldNotice: {
    one: "{n} zurückgehalten: warum dein Beitrag nicht zu sehen ist",
    other: "{n} zurückgehalten: warum deine Beiträge nicht zu sehen sind",
  },
  toldTitle: "Was über deine Beiträge entschieden wurde",
  toldPost: "Ein Beitrag von dir",
  toldClose: "Liste schließen",
};
