// Nederlands, zonder relay.

/** @type {import("../../language.js").Said<typeof import("../en/direct.js").default>} */
export default {
  barred: "{place} laat deze pagina niet meelezen: de beheerder moet {origin} toestaan ({setting}).",
  replyThere: "Antwoord op {place}",
  emptyThere: "Hier is nog niets geschreven.",
};
