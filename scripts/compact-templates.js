// Templates are literals, which no minifier touches: the white space and comments of style sheets and markup go here.
import ts from "typescript";

/** @param {string} sheet */
const compactStyle = (sheet) =>
  sheet
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/(?<=[)\d]) \* /g, "*")
    .replace(/(?<=[\s:(,*])0\.(?=\d)/g, ".")
    .replace(/;}/g, "}");

/** A line break with its indentation is a space, and none before the end of a tag. @param {string} markup */
const compactMarkup = (markup) => markup.replace(/\s*\n\s*/g, " ").replace(/ (?=\/?>)/g, "");

/** @type {Record<string, (text: string) => string>} by tag */
const compact = { css: compactStyle, html: compactMarkup, svg: compactMarkup };

/** @param {string} source of a module @returns {string} */
export function compactTemplates(source) {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  /** @type {{ from: number, to: number, text: string }[]} the literal parts of templates, in the order of the source */
  const parts = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && Object.hasOwn(compact, node.tag.text)) {
      const { template } = node;
      const literals = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
      for (const literal of literals) {
        const from = literal.getStart(file);
        parts.push({ from, to: literal.end, text: compact[node.tag.text](source.slice(from, literal.end)) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  let compacted = source;
  for (const { from, to, text } of parts.sort((a, b) => b.from - a.from))
    compacted = compacted.slice(0, from) + text + compacted.slice(to);
  return compacted;
}
