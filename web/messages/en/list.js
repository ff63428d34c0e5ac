// English, until the first list can be read. The other languages have exactly these keys.

export default {
  title: "Community",
  ask: "Ask a question",
  feed: "Conversations",
  answered: "Answered",
  answeredBy: "Answered by {name}",
  noReply: "No reply yet",
  replies: { one: "{n} reply", other: "{n} replies" },
  newPosts: { one: "{n} new post", other: "{n} new posts" },
  more: "Show more",
  loading: "Loading",
  empty: "Nobody has asked anything here yet. Yours could be the first question.",
  failed: "The conversation could not be loaded, so there is nothing to read here now. It usually helps to try again.",
  again: "Try again",
  quiet: "You can read along here; replying is not possible in this browser. The list refreshes by itself.",
  misconfigured: "This conversation is not set up correctly: {reason}",
  relayMissing: "the attribute “relay” must be the address of the relay.",
  bridgeMissing: "the attribute “bridge” must name a conversation.",
  close: "Close",
  removed: "This post was removed.",
  failing: "{place} has not answered since {time}; you see what we had then.",
  now: "just now",
};

export const later = { thread: () => import("./thread.js"), direct: () => import("./direct.js") };
