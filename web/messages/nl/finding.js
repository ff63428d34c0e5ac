// Nederlands, van het vinden: zoeken, kiezen wat de lijst toont, en wat wordt aangeboden.

/** @type {import("../../language.js").Said<typeof import("../en/finding.js").default>} */
export default {
  show: "Toon",
  all: "Alles",
  unanswered: "Onbeantwoord",
  place: "Waar het begon",
  everywhere: "Overal",
  order: "Volgorde",
  sortActive: "Laatst actief",
  sortNew: "Nieuwste",
  sortUnanswered: "Onbeantwoord eerst",
  sortTop: "Meeste reacties en likes",
  results: "Wat er gevonden is",
  found: { one: "{n} gesprek gevonden", other: "{n} gesprekken gevonden" },
  nothingFound: "Er is niets gevonden voor “{text}”. Andere woorden helpen misschien, of stel de vraag.",
  askIt: "Stel de vraag",
  relaxed: "Niets heeft al deze woorden; dit komt het dichtst in de buurt.",
  searchFailed: "Zoeken is niet gelukt, dus er staat nu niets. Opnieuw proberen helpt meestal.",
  suggestions: "Dit is misschien al een antwoord",
  offered: { one: "{n} gesprek is misschien al een antwoord", other: "{n} gesprekken zijn misschien al een antwoord" },
  nothingChosen: "Hier is niets van wat je hebt gekozen. Kies “Alles” om alles te zien.",
  moreFailed: "Er is meer, maar het kon niet worden geladen.",
  offline: "Er is geen verbinding; doorlezen kan wel.",
  seenAt: "Je ziet wat we om {time} hadden.",
};
