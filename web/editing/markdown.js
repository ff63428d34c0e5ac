// Formatting as edits of Markdown: given a field's text and selection, what to replace, and what is selected then. `field.js`
// carries an edit out, so that the browser's own Undo takes it back.

/** @typedef {{ text: string, start: number, end: number }} Field a text, and what is selected in it */
/** @typedef {{ from: number, to: number, insert: string, start: number, end: number }} Edit `start`, `end`: selected afterwards */
/** @typedef {"bold" | "italic" | "code"} Mark */
/** @typedef {"quote" | "bullets" | "numbers"} Block */

/** @type {Record<Mark, { sign: string, span: RegExp }>} */
const marks = {
  bold: { sign: "**", span: /\*\*(?=\S)(?:[^*\n]|\*(?!\*))+?\*\*/g },
  italic: { sign: "*", span: /(?<![*\\])\*(?:\*\*)?(?![*\s])[^\n]*?[^*\s\\](?:\*\*)?\*(?!\*)/g },
  code: { sign: "`", span: /`[^`\n]+`/g },
};

/** @type {Record<Block, RegExp>} what a line of it begins with */
const prefixes = { quote: /^> ?/, bullets: /^[-*+] /, numbers: /^\d{1,9}[.)] / };
const anyPrefix = /^(?:> ?|[-*+] |\d{1,9}[.)] )/;
const fence = "```";

/** @param {Field} field @param {Mark} mark @returns {{ from: number, to: number } | undefined} the marked span around the selection */
function spanAround({ text, start, end }, mark) {
  const begin = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  const { sign, span } = marks[mark];
  for (const found of text.slice(begin, stop < 0 ? undefined : stop).matchAll(span)) {
    const from = begin + found.index;
    const to = from + found[0].length;
    const inside = from + sign.length <= start && end <= to - sign.length;
    if (inside || (from === start && to === end && start < end)) return { from, to };
  }
}

/** @param {Field} field @returns {{ from: number, to: number, lines: string[] }} the whole lines that are selected */
function linesOf({ text, start, end }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const last = text.indexOf("\n", end);
  const to = last < 0 ? text.length : last;
  return { from, to, lines: text.slice(from, to).split("\n") };
}

/** @param {Field} field @param {Mark | Block} format */
export function has(field, format) {
  if (format in marks) return Boolean(spanAround(field, /** @type {Mark} */ (format)));
  return linesOf(field).lines.every((line) => prefixes[/** @type {Block} */ (format)].test(line));
}

/** @param {Field} field @param {Mark} mark @returns {Edit} */
export function toggleMark(field, mark) {
  const { text } = field;
  const { sign } = marks[mark];
  const { length } = sign;
  const span = spanAround(field, mark);
  if (span) {
    const insert = text.slice(span.from + length, span.to - length);
    const within = (/** @type {number} */ at) => Math.min(Math.max(at - length, span.from), span.from + insert.length);
    return { ...span, insert, start: within(field.start), end: within(field.end) };
  }
  const selected = text.slice(field.start, field.end);
  if (mark === "code" && selected.includes("\n")) {
    const insert = `${fence}\n${selected}\n${fence}`;
    return { from: field.start, to: field.end, insert, start: field.start + 4, end: field.start + 4 + selected.length };
  }
  // Marks beside white space would be read as asterisks.
  const from = field.start + (selected.length - selected.trimStart().length);
  const to = Math.max(from, field.end - (selected.length - selected.trimEnd().length));
  if (from === to && text.slice(from - length, from) === sign && text.slice(from, from + length) === sign)
    return { from: from - length, to: from + length, insert: "", start: from - length, end: from - length };
  const insert = sign + text.slice(from, to) + sign;
  return { from, to, insert, start: from + length, end: to + length };
}

/** @param {Field} field @param {Block} block @returns {Edit} */
export function toggleBlock(field, block) {
  const { from, to, lines } = linesOf(field);
  const on = has(field, block);
  const changed = lines.map((line, index) => {
    if (on) return line.replace(prefixes[block], "");
    const sign = { quote: "> ", bullets: "- ", numbers: `${index + 1}. ` }[block];
    return sign + (block === "quote" ? line : line.replace(anyPrefix, ""));
  });
  const insert = changed.join("\n");
  const [first, before] = [changed[0], lines[0]];
  const start = Math.max(from, field.start + first.length - before.length);
  const end = field.start === field.end ? start : from + insert.length;
  return { from, to, insert, start, end };
}

export const address = /^https?:\/\/[^\s<>"]+$/i;

/** @param {Field} field @param {string} [url] to lead to @returns {Edit} */
export function link({ text, start, end }, url) {
  const selected = text.slice(start, end);
  if (!url && address.test(selected))
    return { from: start, to: end, insert: `[](${selected})`, start: start + 1, end: start + 1 };
  const to = url ?? "https://";
  const insert = `[${selected}](${to})`;
  const at = start + selected.length + 3;
  if (url) return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
  return selected
    ? { from: start, to: end, insert, start: at, end: at + to.length }
    : { from: start, to: end, insert, start: start + 1, end: start + 1 };
}

/** Enter in a list or a quotation goes on with it; on an empty line of it, ends it. @param {Field} field @returns {Edit | undefined} */
export function continueBlock({ text, start, end }) {
  if (start !== end) return undefined;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(from, start);
  const sign = anyPrefix.exec(before)?.[0];
  if (!sign) return undefined;
  if (before === sign) return { from, to: start, insert: "", start: from, end: from };
  const number = Number.parseInt(sign, 10);
  const insert = "\n" + (Number.isNaN(number) ? sign : sign.replace(/\d+/, String(number + 1)));
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length };
}
