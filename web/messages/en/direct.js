// English, without a relay. The other languages have exactly these keys.

export default {
  barred: "{place} does not let this page read it: its administrator has to allow {origin} ({setting}).",
  replyThere: "Reply on {place}",
  emptyThere: "Nothing has been written here yet.",
};
