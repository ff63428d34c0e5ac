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
  more: "Toon meer",
  loading: "Laden",
  search: "Zoek",
  begin: "Toon het gesprek",
  likes: { one: "{n} like", other: "{n} likes" },
  removed: "Dit bericht is verwijderd.",
  failing: "{place} antwoordt niet sinds {time}; je ziet wat we toen hadden.",
  now: "zojuist",
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
