// English, where something was decided about posts of who is signed in. The other languages have exactly these keys.

export default {
  toldHold: "Held back: others do not see this until a moderator shows it.",
  toldHide: "Hidden on {place}.",
  toldMove: "Moved: it stands somewhere else here.",
  toldLock: "Locked: only the team and its ambassadors reply.",
  toldIdea: "Your idea was looked at.",
  toldNew: "Your idea is new.",
  toldConsidered: "Your idea is being considered.",
  toldPlanned: "Your idea is planned.",
  toldDone: "Your idea is done.",
  toldDeclined: "Declined: your idea will not be done.",
  toldReason: "Reason:",
  toldCount: { one: "{n} held back", other: "{n} held back" },
  toldNotice: {
    one: "{n} held back: see why your post is not shown",
    other: "{n} held back: see why your posts are not shown",
  },
  toldTitle: "What was decided about your posts",
  toldPost: "A post of yours",
  toldClose: "Close the list",
};
