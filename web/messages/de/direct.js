// Deutsch, ohne Relay.

/** @type {import("../../language.js").Said<typeof import("../en/direct.js").default>} */
export default {
  barred: "{place} lässt diese Seite nicht mitlesen: Wer das Forum verwaltet, muss {origin} erlauben ({setting}).",
  replyThere: "Auf {place} antworten",
  emptyThere: "Hier wurde noch nichts geschrieben.",
};
