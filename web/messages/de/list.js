// Deutsch, bis die erste Liste zu lesen ist. Du und dein.

/** @type {import("../../language.js").Said<typeof import("../en/list.js").default>} */
export default {
  title: "Community",
  ask: "Frage stellen",
  feed: "Gespräche",
  answered: "Beantwortet",
  answeredBy: "Beantwortet von {name}",
  noReply: "Noch keine Antwort",
  replies: { one: "{n} Antwort", other: "{n} Antworten" },
  newPosts: { one: "{n} neuer Beitrag", other: "{n} neue Beiträge" },
  more: "Mehr anzeigen",
  loading: "Wird geladen",
  empty: "Hier hat noch niemand etwas gefragt. Deine Frage kann die erste sein.",
  failed:
    "Das Gespräch konnte nicht geladen werden, deshalb steht hier jetzt nichts. Meist hilft es, es noch einmal zu versuchen.",
  again: "Noch einmal versuchen",
  quiet: "Du kannst hier mitlesen; antworten geht in diesem Browser nicht. Die Liste aktualisiert sich von selbst.",
  misconfigured: "Dieses Gespräch ist nicht richtig eingerichtet: {reason}",
  relayMissing: "Das Attribut „relay“ muss die Adresse des Relays sein.",
  bridgeMissing: "Das Attribut „bridge“ muss ein Gespräch nennen.",
  close: "Schließen",
  removed: "Dieser Beitrag wurde entfernt.",
  failing: "{place} antwortet seit {time} nicht; du siehst, was wir bis dahin hatten.",
  now: "gerade eben",
};

export const later = { thread: () => import("./thread.js"), direct: () => import("./direct.js") };
