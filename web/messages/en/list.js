// English, until the first list can be read. The other languages have exactly these keys.

export default {
  title: "Community",
  ask: "Ask a question",
  feed: "Conversations",
  answered: "Answered",
  answeredBy: "Answered by {name}",
  noReply: "No reply yet",
  replies: { one: "{n} reply", other: "{n} replies" },
  more: "Show more",
  loading: "Loading",
  search: "Search",
  begin: "Show the conversation",
  likes: { one: "{n} like", other: "{n} likes" },
  removed: "This post was removed.",
  failing: "{place} has not answered since {time}; you see what we had then.",
  now: "just now",
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
