// العربية، حيث تعلن العلامة شيئا أو تسم محادثة.

/** @type {import("../../language.js").Said<typeof import("../en/community.js").default>} */
export default {
  announcement: "إعلان من {brand}",
  announced: "إعلان: {title}",
  closeAnnouncement: "إغلاق الإعلان",
  sponsored: "محتوى مموَّل",
  sponsoredWhy: "محتوى مموَّل: هذه المحادثة مدفوعة.",
  pinned: "مثبَّت",
  featured: "مميَّز",
  asked: "استطلاع",
  ideaNew: "فكرة: جديدة",
  ideaConsidered: "فكرة: قيد الدراسة",
  ideaPlanned: "فكرة: مخطط لها",
  ideaDone: "فكرة: نُفِّذت",
  ideaDeclined: "فكرة: مرفوضة",
  locked: "الرد هنا لـ {brand} وسفرائها فقط.",
  slow: "لكل شخص هنا رد واحد كل {time}.",
  slowUntil: "يمكنك الرد مجددًا بعد {time}.",
};
