// Nederlands, tot de eerste lijst te lezen is. Je en jij, zoals de forums.

/** @type {import("../../language.js").Said<typeof import("../en/list.js").default>} */
export default {
  title: "Community",
  ask: "Stel een vraag",
  feed: "Gesprekken",
  answered: "Beantwoord",
  answeredBy: "Beantwoord door {name}",
  noReply: "Nog geen reactie",
  replies: { one: "{n} reactie", other: "{n} reacties" },
  newPosts: { one: "{n} nieuw bericht", other: "{n} nieuwe berichten" },
  more: "Toon meer",
  loading: "Laden",
  empty: "Hier heeft nog niemand iets gevraagd. Jouw vraag kan de eerste zijn.",
  failed: "Het gesprek kon niet worden geladen, dus hier staat nu niets. Opnieuw proberen helpt meestal.",
  again: "Probeer opnieuw",
  quiet: "Je kunt hier meelezen; reageren kan niet in deze browser. De lijst ververst vanzelf.",
  misconfigured: "Dit gesprek is niet goed ingesteld: {reason}",
  relayMissing: "het attribuut “relay” moet het adres van de relay zijn.",
  bridgeMissing: "het attribuut “bridge” moet een gesprek noemen.",
  close: "Sluit",
  removed: "Dit bericht is verwijderd.",
  failing: "{place} antwoordt niet sinds {time}; je ziet wat we toen hadden.",
  now: "zojuist",
};

export const later = { thread: () => import("./thread.js"), direct: () => import("./direct.js") };
