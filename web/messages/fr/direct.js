// Français, sans relais.

/** @type {import("../../language.js").Said<typeof import("../en/direct.js").default>} */
export default {
  barred: "{place} ne se laisse pas lire par cette page : son administrateur doit autoriser {origin} ({setting}).",
  replyThere: "Répondre sur {place}",
  emptyThere: "Rien n’a encore été écrit ici.",
};
