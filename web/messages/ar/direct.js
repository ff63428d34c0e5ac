// العربية، من دون مرحّل.

/** @type {import("../../language.js").Said<typeof import("../en/direct.js").default>} */
export default {
  barred: "لا يسمح {place} لهذه الصفحة بقراءته: على مسؤوله أن يسمح لـ {origin} ({setting}).",
  replyThere: "الرد على {place}",
  emptyThere: "لم يُكتب شيء هنا بعد.",
};
