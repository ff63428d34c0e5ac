// Where a text stops being JSON. The parser's own words name no position in many cases, and quote the text, which may hold a secret.

/** @param {string} text @returns {string} */
export function syntaxProblem(text) {
  // Of a text that cannot go on as JSON, no longer part can either: the first wrong character is found by halving.
  let good = 0;
  let wrong = text.length + 1;
  while (wrong - good > 1) {
    const middle = (good + wrong) >> 1;
    if (canGoOn(text.slice(0, middle))) good = middle;
    else wrong = middle;
  }
  const before = text.slice(0, good).split("\n");
  const where = `line ${before.length}, column ${before[before.length - 1].length + 1}`;
  if (good >= text.length) return `${where}: no JSON: it ends too early`;
  return `${where}: no JSON: found ${named(text[good])}, expected something else here`;
}

/** Whether something can be put after this so that it is JSON. @param {string} start */
function canGoOn(start) {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (/Unexpected end of|Unterminated string/.test(message)) return true;
    const position = /position (\d+)/.exec(message);
    if (position) return Number(position[1]) >= start.length;
    return false;
  }
}

/** @param {string} character */
function named(character) {
  if (character === "\n" || character === "\r") return "a line's end";
  return character < " " ? "a control character" : JSON.stringify(character);
}
