// What is wrong on purpose, made of a schema: for a part of an address, a header, and a body.

/** @typedef {Record<string, any>} Schema */

/** Texts that a member of an address or a header may not be. @param {Schema} schema @returns {string[]} */
export function wrongTexts(schema) {
  const { type, minimum, maximum, maxLength, pattern, enum: allowed } = schema;
  if (allowed) return ["", "nonsense", `${allowed[0]} `, String(allowed[0]).toUpperCase()];
  if (type === "boolean") return ["", "perhaps", "2", "null,", "[true]"];
  if (type === "integer") {
    const wrong = ["x", "1.5", "1e400", "NaN", "0x1g", "--1"];
    if (minimum !== undefined) wrong.push(String(minimum - 1), "-9007199254740993");
    if (maximum !== undefined) wrong.push(String(maximum + 1), "9007199254740993");
    return wrong;
  }
  const wrong = [];
  if (maxLength !== undefined) wrong.push("x".repeat(maxLength + 1), "é".repeat(maxLength + 1));
  if (pattern !== undefined)
    wrong.push(
      ...["", "a b", "#", "x".repeat(600), "'; DROP TABLE record; --"].filter(
        (text) => !new RegExp(pattern).test(text),
      ),
    );
  return wrong;
}

/** Values that a member of a body may not be. @param {Schema} schema @returns {unknown[]} */
function wrongValues({ type, properties, enum: allowed, minLength, maxLength, pattern, minimum, maximum }) {
  if (allowed) return [null, 5, true, [], [allowed[0]], {}, "", `${allowed[0]} `, "nonsense"];
  if (type === "integer") return [null, "5", 1.5, true, [], [5], {}, minimum - 1, maximum + 1];
  if (type === "boolean") return [null, "true", 1, [], {}];
  if (properties) return [null, "x", 5, true, [], {}, { ...rightBody({ properties }), more: 1 }];
  if (type === "array") return [null, "x", 5, {}, [null], [5], Array(501).fill("x")];
  if (type !== "string") throw new Error(`nothing wrong is known for ${type}`);
  /** @type {unknown[]} */
  const wrong = [null, 5, -1.5, true, [], ["x"], {}, { toString: "x" }];
  if (minLength > 0) wrong.push("");
  if (maxLength !== undefined) wrong.push("x".repeat(maxLength + 1));
  if (pattern !== undefined) wrong.push("", "x y", "\u0000", "x".repeat(200));
  return wrong;
}

/** @type {Record<string, unknown>} what is right, by name */
const right = {
  key: "malformed-1",
  text: "x",
  title: "x",
  parent: "0000000000000",
  under: "0000000000000",
  place: "forum",
  nonce: "n-1",
  reason: "spam",
  outcome: "kept",
  ticket: "t-1",
  identifier: "ada.example",
  password: "word",
  token: "t-2",
  origin: "https://www.noordnet.example",
  request: "request-of-a-page",
  to: "ada",
  name: "Ada",
  until: 1,
  every_ms: 60000,
  tag: "5g",
  status: "planned",
  on: true,
  new_author: 1,
  links: 1,
  per_hour: 1,
  words: ["x"],
  places: ["forum"],
  events: [{ what: "visit" }],
  options: ["Ja", "Nee"],
  several: true,
  after: true,
  choices: [1],
  other: "0000000000000",
  poll: { options: ["Ja", "Nee"] },
  at: 253402300800000,
  without: ["forum"],
};

/** @param {Schema} schema @returns {Record<string, unknown>} a body of all its members that is taken */
export const rightBody = ({ properties }) =>
  Object.fromEntries(Object.keys(properties).map((name) => [name, right[name]]));

/** Bodies that are refused, as bytes. @param {Schema} schema @returns {(string | Uint8Array)[]} */
export function wrongBodies(schema) {
  const good = rightBody(schema);
  const optional = Array.isArray(schema.type) && schema.type.includes("null");
  const wrong = [...(optional ? [] : [null, {}]), true, 5, "x", [], [good]].map((value) => JSON.stringify(value));
  for (const name of schema.required ?? []) wrong.push(JSON.stringify({ ...good, [name]: undefined }));
  for (const [name, member] of Object.entries(schema.properties))
    for (const value of wrongValues(member)) wrong.push(JSON.stringify({ ...good, [name]: value }));
  for (const name of ["more", "by", "do", "constructor"])
    wrong.push(JSON.stringify({ ...good, [name]: { role: "brand" } }));
  wrong.push(JSON.stringify(good).replace("{", '{"__proto__":{"role":"brand"},'));
  return wrong;
}

/** No JSON, or too much of it: for every route that reads a body. @returns {(string | Uint8Array)[]} */
export const noBodies = () => [
  "{",
  '{"text":',
  "nonsense",
  '{"text":"x"} more',
  "[".repeat(50000),
  `{"text":"${"x".repeat(200_000)}"}`,
  Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
];
