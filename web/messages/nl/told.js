// Nederlands, waar over berichten van wie is ingelogd iets is besloten.

/** @type {import("../../language.js").Said<typeof import("../en/told.js").default>} */
export default {
  toldHold: "Tegengehouden: anderen zien dit niet tot een moderator het toont.",
  toldHide: "Verborgen op {place}.",
  toldMove: "Verplaatst: het staat hier nu ergens anders.",
  toldLock: "Gesloten: alleen het team en zijn ambassadeurs antwoorden.",
  toldIdea: "Je idee is bekeken.",
  toldNew: "Je idee is nieuw.",
  toldConsidered: "Je idee wordt overwogen.",
  toldPlanned: "Je idee is gepland.",
  toldDone: "Je idee is uitgevoerd.",
  toldDeclined: "Afgewezen: je idee wordt niet uitgevoerd.",
  toldReason: "Reden:",
  toldCount: { one: "{n} tegengehouden", other: "{n} tegengehouden" },
  toldNotice: {
    one: "{n} tegengehouden: bekijk waarom je bericht niet te zien is",
    other: "{n} tegengehouden: bekijk waarom je berichten niet te zien zijn",
  },
  toldTitle: "Wat er over je berichten is besloten",
  toldPost: "Een bericht van jou",
  toldClose: "Sluit de lijst",
};
