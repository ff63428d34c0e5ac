// العربية، حيث تسأل العلامة.

/** @type {import("../../language.js").Said<typeof import("../en/polls.js").default>} */
export default {
  pollOne: "اختر إجابة واحدة",
  pollSeveral: "اختر إجابة أو أكثر",
  pollEnded: "انتهى هذا الاستطلاع",
  pollPeople: {
    zero: "لم يصوّت أحد",
    one: "صوّت شخص واحد",
    two: "صوّت شخصان",
    few: "صوّت {n} أشخاص",
    many: "صوّت {n} شخصًا",
    other: "صوّت {n} شخص",
  },
  pollUntil: "ينتهي {time}",
  pollAfter: "سترى النتيجة بعد أن تصوّت",
  pollCount: {
    zero: "لا أصوات · {share}",
    one: "صوت واحد · {share}",
    two: "صوتان · {share}",
    few: "{n} أصوات · {share}",
    many: "{n} صوتًا · {share}",
    other: "{n} صوت · {share}",
  },
  pollChosen: "اختيارك",
  vote: "صوّت",
  voteAgain: "غيّر صوتي",
  voteSignIn: "سجّل الدخول للتصويت",
  voteOpened: "فُتحت نافذة لتسجيل الدخول. يبقى اختيارك هنا.",
  voteElsewhere: "سجّل الدخول في هذا الموقع أولًا؛ ثم يمكنك التصويت.",
  voted: "احتُسب صوتك.",
  voteFailed: "لم يُرسل صوتك. حاول مرة أخرى.",
};
