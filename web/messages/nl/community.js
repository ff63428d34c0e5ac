// Nederlands, waar het merk iets aankondigt of een gesprek heeft gemerkt.

/** @type {import("../../language.js").Said<typeof import("../en/community.js").default>} */
export default {
  announcement: "Mededeling van {brand}",
  announced: "Mededeling: {title}",
  closeAnnouncement: "Sluit de mededeling",
  sponsored: "Gesponsord",
  sponsoredWhy: "Gesponsord: voor dit gesprek is betaald.",
  pinned: "Vastgezet",
  featured: "Uitgelicht",
  asked: "Peiling",
  ideaNew: "Idee: nieuw",
  ideaConsidered: "Idee: in overweging",
  ideaPlanned: "Idee: gepland",
  ideaDone: "Idee: uitgevoerd",
  ideaDeclined: "Idee: afgewezen",
  locked: "Hier reageren alleen {brand} en zijn ambassadeurs.",
  slow: "Hier reageert iedereen één keer per {time}.",
  slowUntil: "Je kunt over {time} weer reageren.",
};
