// Français, là où quelque chose a été décidé au sujet des messages de qui est connecté.

/** @type {import("../../language.js").Said<typeof import("../en/told.js").default>} */
export default {
  toldHold: "Retenu : les autres ne le voient pas tant qu’un modérateur ne l’affiche pas.",
  toldHide: "Masqué sur {place}.",
  toldMove: "Déplacé : il se trouve ailleurs ici.",
  toldLock: "Fermé : seuls l’équipe et ses ambassadeurs répondent.",
  toldIdea: "Votre idée a été examinée.",
  toldNew: "Votre idée est nouvelle.",
  toldConsidered: "Votre idée est à l’étude.",
  toldPlanned: "Votre idée est prévue.",
  toldDone: "Votre idée est réalisée.",
  toldDeclined: "Refusée : votre idée ne sera pas réalisée.",
  toldReason: "Raison :",
  toldCount: { one: "{n} retenu", many: "{n} retenus", other: "{n} retenus" },
  toldNotice: {
    one: "{n} retenu : voir pourquoi votre message n’est pas affiché",
    many: "{n} retenus : voir pourquoi vos messages ne sont pas affichés",
    other: "{n} retenus : voir pourquoi vos messages ne sont pas affichés",
  },
  toldTitle: "Ce qui a été décidé au sujet de vos messages",
  toldPost: "Un de vos messages",
  toldClose: "Fermer la liste",
};
