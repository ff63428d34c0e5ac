// Français, jusqu’à ce que la première liste soit lisible. Vous.

/** @type {import("../../language.js").Said<typeof import("../en/list.js").default>} */
export default {
  title: "Communauté",
  ask: "Poser une question",
  feed: "Conversations",
  answered: "Réponse donnée",
  answeredBy: "Réponse donnée par {name}",
  noReply: "Pas encore de réponse",
  replies: { one: "{n} réponse", many: "{n} de réponses", other: "{n} réponses" },
  more: "Afficher la suite",
  loading: "Chargement",
  removed: "Ce message a été supprimé.",
  failing: "{place} ne répond plus (depuis : {time}) ; vous voyez ce que nous avions alors.",
  now: "à l’instant",
  search: "Rechercher",
  begin: "Afficher la conversation",
  likes: { one: "{n} mention J’aime", many: "{n} de mentions J’aime", other: "{n} mentions J’aime" },
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
