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
  newPosts: { one: "{n} nouveau message", many: "{n} de nouveaux messages", other: "{n} nouveaux messages" },
  more: "Afficher la suite",
  loading: "Chargement",
  empty: "Personne n’a encore posé de question ici. La vôtre peut être la première.",
  failed:
    "La conversation n’a pas pu être chargée, il n’y a donc rien à lire ici. Le plus souvent, il suffit de réessayer.",
  again: "Réessayer",
  quiet: "Vous pouvez lire ici ; répondre n’est pas possible dans ce navigateur. La liste s’actualise d’elle-même.",
  misconfigured: "Cette conversation n’est pas bien configurée : {reason}",
  relayMissing: "l’attribut « relay » doit être l’adresse du relais.",
  bridgeMissing: "l’attribut « bridge » doit nommer une conversation.",
  close: "Fermer",
  removed: "Ce message a été supprimé.",
  failing: "{place} ne répond plus (depuis : {time}) ; vous voyez ce que nous avions alors.",
  now: "à l’instant",
};

export const later = { thread: () => import("./thread.js"), direct: () => import("./direct.js") };
