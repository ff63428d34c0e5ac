// Deutsch, bis die erste Liste zu lesen ist. Du und dein.

/** @type {import("../../language.js").Said<typeof import("../en/list.js").default>} */
export default {
  title: "Community",
  ask: "Frage stellen",
  feed: "Unterhaltungen",
  answered: "Beantwortet",
  answeredBy: "Beantwortet von {name}",
  noReply: "Noch keine Antwort",
  replies: { one: "{n} Antwort", other: "{n} Antworten" },
  more: "Mehr anzeigen",
  loading: "Wird geladen",
  removed: "Dieser Beitrag wurde entfernt.",
  failing: "{place} antwortet seit {time} nicht; du siehst, was wir bis dahin hatten.",
  now: "gerade eben",
  search: "Suchen",
  begin: "Unterhaltung anzeigen",
  likes: { one: "{n} Like", other: "{n} Likes" },
};

export const later = {
  thread: () => import("./thread.js"),
  finding: () => import("./finding.js"),
  writing: () => import("./writing.js"),
  direct: () => import("./direct.js"),
  community: () => import("./community.js"),
  polls: () => import("./polls.js"),
  told: () => import("./told.js"),
};
