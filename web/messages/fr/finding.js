// Français, pour trouver : chercher, choisir ce que montre la liste, et ce qui est proposé.

/** @type {import("../../language.js").Said<typeof import("../en/finding.js").default>} */
export default {
  show: "Afficher",
  all: "Tout",
  unanswered: "Sans réponse",
  place: "Où la conversation a commencé",
  everywhere: "Partout",
  order: "Ordre",
  sortActive: "Activité récente",
  sortNew: "Plus récentes",
  sortUnanswered: "Sans réponse d’abord",
  sortTop: "Plus de réponses et de mentions J’aime",
  results: "Ce qui a été trouvé",
  found: { one: "{n} conversation trouvée", many: "{n} conversations trouvées", other: "{n} conversations trouvées" },
  nothingFound: "Rien n’a été trouvé pour « {text} ». Essayez d’autres mots, ou posez la question.",
  askIt: "Poser la question",
  relaxed: "Rien ne contient tous ces mots ; voici ce qui s’en approche le plus.",
  searchFailed: "La recherche n’a pas fonctionné, il n’y a donc rien à afficher. Réessayer suffit le plus souvent.",
  suggestions: "Ceci répond peut-être déjà à votre question",
  offered: { one: "{n} conversation y répond peut-être déjà", many: "{n} conversations y répondent peut-être déjà", other: "{n} conversations y répondent peut-être déjà" },
  nothingChosen: "Il n’y a rien ici de ce que vous avez choisi. Choisissez « Tout » pour tout voir.",
  moreFailed: "Il y en a d’autres, mais elles n’ont pas pu être chargées.",
  offline: "Il n’y a pas de connexion ; vous pouvez continuer à lire.",
  seenAt: "Vous voyez ce que nous avions à {time}.",
};
