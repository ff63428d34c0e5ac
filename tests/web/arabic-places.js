// What stands in the simulated places of a brand whose customers write Arabic, among which one who does not.

/** @import { Thread } from "../../demo/places.js" */

export const people = [
  { forum: "salma", page: "salma.test", name: "سلمى حداد" },
  { forum: "karim", page: "karim.test", name: "كريم منصور" },
  { forum: "huda", page: "huda.test", name: "هدى العلي" },
  { forum: "tom-bakker", page: "tombakker.test", name: "Tom Bakker" },
  { forum: "yusuf", page: "yusuf.test", name: "يوسف عمران", ambassador: true },
];

export const ambassadors = { forum: ["yusuf"], page: ["yusuf.test"] };

/** @type {Thread[]} */
export const threads = [
  {
    place: "forum",
    hoursAgo: 1,
    by: "huda.test",
    title: "ضوء المقوّي يبقى أحمر",
    text: "اشتريت مقوّي إشارة ثانيًا، لكن الضوء يبقى أحمر بعد الربط. الأول يعمل جيدًا. أين الخطأ؟",
    lines: [],
  },
  {
    place: "page",
    hoursAgo: 3,
    by: "karim.test",
    text: "مرحبًا @noordnet.test، كيف أغيّر كلمة مرور الواي فاي؟ لم أجد ذلك في التطبيق.",
    lines: [],
  },
  {
    place: "forum",
    hoursAgo: 9,
    by: "salma.test",
    title: "التجوال في المملكة المتحدة",
    text: "أسافر إلى لندن الأسبوع القادم. هل تشمل باقة الاتحاد الأوروبي المملكة المتحدة أم أدفع على حدة؟",
    lines: [
      {
        by: "yusuf.test",
        after: 40,
        text: "نعم، المملكة المتحدة مشمولة. تعمل باقتك كما في البيت، حتى 25 غيغابايت في الشهر.",
      },
    ],
  },
  {
    place: "forum",
    hoursAgo: 26,
    by: "tombakker.test",
    title: "Slow upload on fibre 1 Gbit",
    text: "Download is fine (930 Mbit), but upload stays at 90 Mbit. Tested by cable on two laptops.",
    lines: [
      {
        by: "yusuf.test",
        after: 55,
        text: "Does the cable say Cat 5? Then it stops at 100 Mbit; with Cat 5e or 6 it does not.",
      },
    ],
  },
  {
    place: "page",
    hoursAgo: 50,
    by: "huda.test",
    text: "مرحبًا @noordnet.test، هل يمكنني إيقاف اشتراكي شهرًا أثناء السفر؟",
    lines: [{ by: "yusuf.test", after: 30, text: "نعم، مرة في السنة، من صفحة حسابك تحت «اشتراكي»." }],
  },
];

/** What people of both places say to each other in one of them. */
export const meeting = {
  thread: "التجوال في المملكة المتحدة",
  asks: { by: "karim.test", text: "والاتصال بالأهل، هل هو مجاني أيضًا؟" },
  answers: { by: "yusuf", text: "نعم، المكالمات والرسائل ضمن الباقة. انتبه إلى **أرقام الخدمات**: فهي تُحسب على حدة." },
  thanks: { by: "karim.test", text: "ممتاز، إذن يمكن لأمي أن تطمئن." },
};

export const question = { title: "هل أحتفظ برقمي؟", text: "أنتقل إليكم من شركة أخرى.\n\nكم يستغرق ذلك؟" };
export const wanted = "لندن";
