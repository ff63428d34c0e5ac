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
  newPosts: {
    zero: "لا منشورات جديدة",
    one: "منشور جديد",
    two: "منشوران جديدان",
    few: "{n} منشورات جديدة",
    many: "{n} منشورًا جديدًا",
    other: "{n} منشور جديد",
  },
  more: "عرض المزيد",
  loading: "جارٍ التحميل",
  empty: "لم يسأل أحد هنا بعد. قد يكون سؤالك الأول.",
  failed: "تعذّر تحميل المحادثة، فلا شيء يُقرأ هنا الآن. غالبًا ما تنجح المحاولة مرة أخرى.",
  again: "حاول مرة أخرى",
  quiet: "يمكنك القراءة هنا؛ أما الرد فغير ممكن في هذا المتصفح. تتحدّث القائمة من تلقاء نفسها.",
  misconfigured: "هذه المحادثة غير مضبوطة كما ينبغي: {reason}",
  relayMissing: "يجب أن تكون السمة «relay» عنوان المرحّل.",
  bridgeMissing: "يجب أن تسمّي السمة «bridge» محادثة.",
  close: "إغلاق",
  removed: "أُزيل هذا المنشور.",
  failing: "لم يستجب {place} منذ {time}؛ ما تراه هو ما كان لدينا حينها.",
  now: "الآن",
};

export const later = { thread: () => import("./thread.js"), direct: () => import("./direct.js") };
