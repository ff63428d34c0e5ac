// Français, là où la marque annonce quelque chose ou a marqué une conversation.

/** @type {import("../../language.js").Said<typeof import("../en/community.js").default>} */
export default {
  announcement: "Annonce de {brand}",
  announced: "Annonce : {title}",
  closeAnnouncement: "Fermer l’annonce",
  sponsored: "Sponsorisé",
  sponsoredWhy: "Sponsorisé : cette conversation a été payée.",
  pinned: "Épinglé",
  featured: "À la une",
  asked: "Sondage",
  ideaNew: "Idée : nouvelle",
  ideaConsidered: "Idée : à l’étude",
  ideaPlanned: "Idée : prévue",
  ideaDone: "Idée : réalisée",
  ideaDeclined: "Idée : écartée",
  locked: "Seuls {brand} et ses ambassadeurs répondent ici.",
  slow: "Ici, chacun répond une seule fois par période de {time}.",
  slowUntil: "Vous pourrez répondre à nouveau dans {time}.",
};
