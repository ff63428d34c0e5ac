// English, where the brand announces something or has marked a thread. The other languages have exactly these keys.

export default {
  announcement: "Announcement of {brand}",
  announced: "Announcement: {title}",
  closeAnnouncement: "Close the announcement",
  sponsored: "Sponsored",
  sponsoredWhy: "Sponsored: somebody paid for this conversation.",
  pinned: "Pinned",
  featured: "Featured",
  asked: "Poll",
  ideaNew: "Idea: new",
  ideaConsidered: "Idea: being considered",
  ideaPlanned: "Idea: planned",
  ideaDone: "Idea: done",
  ideaDeclined: "Idea: declined",
  locked: "Only {brand} and its ambassadors reply here.",
  slow: "Here everybody replies once in {time}.",
  slowUntil: "You can reply again in {time}.",
};
