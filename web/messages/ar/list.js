// العربية، حتى تصبح القائمة الأولى مقروءة.

/** @type {import("../../language.js").Said<typeof import("../en/list.js").default>} */
export default {
  title: "المجتمع",
  ask: "اطرح سؤالًا",
  feed: "المحادثات",
  answered: "أُجيب عنه",
  answeredBy: "أجاب عنه {name}",
  noReply: "لا ردود بعد",
  replies: {
    zero: "لا ردود",
    one: "رد واحد",
    two: "ردّان",
    few: "{n} ردود",
    many: "{n} ردًّا",
    other: "{n} رد",
  },
  more: "عرض المزيد",
  loading: "جارٍ التحميل",
  removed: "حُذف هذا المنشور.",
  failing: "لم يستجب {place} منذ {time}؛ ما تراه هو ما كان لدينا حينها.",
  now: "الآن",
  search: "بحث",
  begin: "عرض المحادثة",
  likes: {
    zero: "لا إعجابات",
    one: "إعجاب واحد",
    two: "إعجابان",
    few: "{n} إعجابات",
    many: "{n} إعجابًا",
    other: "{n} إعجاب",
  },
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
