// English, where the brand asks something. The other languages have exactly these keys.

export default {
  pollOne: "Choose one",
  pollSeveral: "Choose one or more",
  pollEnded: "This poll has ended",
  pollPeople: { one: "{n} person has voted", other: "{n} people have voted" },
  pollUntil: "ends {time}",
  pollAfter: "you see the result once you have voted",
  pollCount: { one: "{n} vote · {share}", other: "{n} votes · {share}" },
  pollChosen: "your choice",
  vote: "Vote",
  voteAgain: "Change my vote",
  voteSignIn: "Sign in to vote",
  voteOpened: "A window has opened to sign in. What you chose is kept here.",
  voteElsewhere: "Sign in on this website first; then you can vote.",
  voted: "Your vote counts.",
  voteFailed: "Your vote was not sent. Try again.",
};
