// Français, là où la marque pose une question.

/** @type {import("../../language.js").Said<typeof import("../en/polls.js").default>} */
export default {
  pollOne: "Choisissez une réponse",
  pollSeveral: "Choisissez une ou plusieurs réponses",
  pollEnded: "Ce sondage est terminé",
  pollPeople: { one: "{n} personne a voté", many: "{n} de personnes ont voté", other: "{n} personnes ont voté" },
  pollUntil: "se termine {time}",
  pollAfter: "vous verrez le résultat après avoir voté",
  pollCount: { one: "{n} voix · {share}", many: "{n} de voix · {share}", other: "{n} voix · {share}" },
  pollChosen: "votre choix",
  vote: "Voter",
  voteAgain: "Modifier mon vote",
  voteSignIn: "Se connecter pour voter",
  voteOpened: "Une fenêtre s’est ouverte pour se connecter. Votre choix reste ici.",
  voteElsewhere: "Connectez-vous d’abord sur ce site ; vous pourrez ensuite voter.",
  voted: "Votre vote compte.",
  voteFailed: "Votre vote n’a pas été envoyé. Réessayez.",
};
