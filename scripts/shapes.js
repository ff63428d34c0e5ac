// npm run shapes [-- --check]: bridge/http/shapes.json, the JSON Schemas of what the relay answers, from wasm/views.d.ts, desk.d.ts and those beside them. --check: exits 1
// when it is out of date.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import ts from "typescript";

/** @typedef {Record<string, unknown>} Schema */

const sources = ["config.d.ts", "commands.d.ts", "views.d.ts", "desk.d.ts"].map(
  (name) => new URL(`../wasm/${name}`, import.meta.url),
);
const file = new URL("../bridge/http/shapes.json", import.meta.url);
const wanted = [
  ...["Feed", "ThreadView", "PostView", "Search", "Preview", "FeedEvent", "Receipt", "Status"],
  ...["Inbox", "CaseWithSimilar", "MarkedFeed", "CannedReplies", "HeldPosts", "Decisions", "Decided", "Community"],
  ...["ModerationRules", "RuleTrial", "Reputation", "Candidates", "Insight", "InsightPosts", "PlanView"],
  ...["ThreadPoll", "Polls", "Calendar", "Pushing"],
];

/** @type {Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>} */
const declared = new Map();
for (const source of sources) {
  const parsed = ts.createSourceFile(source.pathname, await readFile(source, "utf8"), ts.ScriptTarget.Latest, true);
  ts.forEachChild(parsed, (node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) declared.set(node.name.text, node);
  });
}

/** Those that a schema names, and that are to be written too. @type {Set<string>} */
const named = new Set(wanted);

/** @param {string} name @returns {ts.InterfaceDeclaration | ts.TypeAliasDeclaration} */
function declarationOf(name) {
  const declaration = declared.get(name);
  if (!declaration) throw new Error(`wasm/*.d.ts: found no type ${name}`);
  return declaration;
}

/** What is said of a member at the end of its line. @param {ts.Node} node */
function comment(node) {
  const { text } = node.getSourceFile();
  const found = ts.getTrailingCommentRanges(text, node.end)?.[0];
  if (!found) return {};
  const description = text
    .slice(found.pos, found.end)
    .replace(/^\/[/*]\s*|\s*\*\/$/g, "")
    .trim();
  return { description };
}

/** Its own, after those of what it extends. @param {ts.InterfaceDeclaration} declaration @returns {ts.TypeElement[]} */
function membersOf(declaration) {
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  const inherited = bases.map((base) => declarationOf(base.expression.getText()));
  return [...inherited.filter(ts.isInterfaceDeclaration).flatMap(membersOf), ...declaration.members];
}

/** @param {readonly ts.TypeElement[]} members @returns {Schema} */
function object(members) {
  /** @type {Record<string, Schema>} */
  const properties = {};
  const required = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !member.type) throw new Error(`no member: ${member.getText()}`);
    const name = member.name.getText();
    const schema = schemaOf(member.type);
    properties[name] = "$ref" in schema ? schema : { ...schema, ...comment(member) };
    if (!member.questionToken) required.push(name);
  }
  return { type: "object", required, properties };
}

/** @param {readonly ts.TypeNode[]} types @returns {Schema} */
function union(types) {
  const schemas = types.map(schemaOf);
  if (schemas.every((schema) => "const" in schema)) return { enum: schemas.map((schema) => schema.const) };
  if (schemas.every((schema) => "const" in schema || "enum" in schema))
    return { enum: schemas.flatMap((schema) => schema.enum ?? [schema.const]) };
  if (schemas.every((schema) => Object.keys(schema).join() === "type"))
    return { type: schemas.map((schema) => schema.type) };
  return { anyOf: schemas };
}

/** @param {ts.TypeReferenceNode} node @returns {Schema} */
function reference(node) {
  const name = node.typeName.getText();
  if (name === "Record") {
    const [keys, values] = node.typeArguments ?? [];
    return { type: "object", propertyNames: schemaOf(keys), additionalProperties: schemaOf(values) };
  }
  named.add(name);
  return { $ref: `${name}#` };
}

/** @param {ts.IndexedAccessTypeNode} node @returns {Schema} */
function memberOf(node) {
  const of = /** @type {ts.InterfaceDeclaration} */ (declarationOf(node.objectType.getText()));
  const name = node.indexType.getText().slice(1, -1);
  const member = of.members.find((one) => one.name?.getText() === name);
  return schemaOf(/** @type {ts.PropertySignature} */ (member).type ?? node.objectType);
}

/** @param {ts.TypeNode} node @returns {Schema} */
function schemaOf(node) {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { type: "integer" }; // the engine knows no others
    case ts.SyntaxKind.BooleanKeyword:
      return { type: "boolean" };
  }
  if (ts.isLiteralTypeNode(node)) {
    if (node.literal.kind === ts.SyntaxKind.NullKeyword) return { type: "null" };
    return { const: JSON.parse(node.literal.getText()) };
  }
  if (ts.isParenthesizedTypeNode(node)) return schemaOf(node.type);
  if (ts.isArrayTypeNode(node)) return { type: "array", items: schemaOf(node.elementType) };
  if (ts.isUnionTypeNode(node)) return union(node.types);
  if (ts.isTypeLiteralNode(node)) return object(node.members);
  if (ts.isTypeReferenceNode(node)) return reference(node);
  if (ts.isIndexedAccessTypeNode(node)) return memberOf(node);
  throw new Error(`wasm/*.d.ts: no schema is known for ${node.getText()}`);
}

/** @type {Record<string, Schema>} */
const shapes = {};
for (const name of named) {
  const declaration = declarationOf(name);
  const schema = ts.isInterfaceDeclaration(declaration) ? object(membersOf(declaration)) : schemaOf(declaration.type);
  shapes[name] = { $id: name, ...schema };
}
const options = await resolveConfig(fileURLToPath(file));
const written = await format(JSON.stringify(shapes), { ...options, parser: "json" });
if (process.argv.includes("--check")) {
  if ((await readFile(file, "utf8").catch(() => "")) !== written) {
    console.error("bridge/http/shapes.json is out of date: npm run shapes");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, written);
}
