// Formatting, pasting and writing back, without a browser: texts in, texts out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHtml } from "../../web/editing/from-html.js";
import { continueBlock, has, link, toggleBlock, toggleMark } from "../../web/editing/markdown.js";
import { toMarkdown } from "../../web/editing/to-markdown.js";

/** @import { Edit, Field } from "../../web/editing/markdown.js" */

/** "a [bc] d": what is between the brackets is selected; "|": the caret. @param {string} marked @returns {Field} */
function field(marked) {
  const start = marked.search(/[⟦|]/);
  const text = marked.replace(/[⟦⟧|]/g, "");
  return { text, start, end: marked.includes("|") ? start : marked.indexOf("⟧") - 1 };
}
/** @param {Field} before @param {Edit | undefined} edit */
function done({ text }, edit) {
  assert.ok(edit);
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  if (edit.start === edit.end) return `${after.slice(0, edit.start)}|${after.slice(edit.start)}`;
  return `${after.slice(0, edit.start)}⟦${after.slice(edit.start, edit.end)}⟧${after.slice(edit.end)}`;
}
/** @param {string} before @param {(field: Field) => Edit | undefined} how @param {string} after */
const gives = (before, how, after) => assert.equal(done(field(before), how(field(before))), after);

test("a mark is set around what is selected, without the space beside it, and taken away again", () => {
  const bold = (/** @type {Field} */ each) => toggleMark(each, "bold");
  gives("een ⟦woord ⟧hier", bold, "een **⟦woord⟧** hier");
  gives("een **⟦woord⟧** hier", bold, "een ⟦woord⟧ hier");
  gives("een ⟦**woord**⟧ hier", bold, "een ⟦woord⟧ hier");
  gives("een **wo|ord** hier", bold, "een wo|ord hier");
  gives("een | hier", bold, "een **|** hier");
  gives("een **|** hier", bold, "een | hier");
  gives("een *wo|ord* hier", (each) => toggleMark(each, "italic"), "een wo|ord hier");
  gives("een ⟦woord⟧", (each) => toggleMark(each, "italic"), "een *⟦woord⟧*");
  gives("⟦a\nb⟧", (each) => toggleMark(each, "code"), "```\n⟦a\nb⟧\n```");
  assert.equal(has(field("een **wo|ord**"), "bold"), true);
  assert.equal(has(field("een **wo|ord**"), "italic"), false);
  assert.equal(has(field("2 * 3 |* 4"), "italic"), false);
});

test("lists and quotations are of whole lines, and Enter goes on with them until an empty one", () => {
  gives("een\n⟦twee\ndrie⟧", (each) => toggleBlock(each, "numbers"), "een\n1. ⟦twee\n2. drie⟧");
  gives("⟦1. twee\n2. drie⟧", (each) => toggleBlock(each, "bullets"), "⟦- twee\n- drie⟧");
  gives("- tw|ee", (each) => toggleBlock(each, "bullets"), "tw|ee");
  gives("tw|ee", (each) => toggleBlock(each, "quote"), "> tw|ee");
  gives("1. een|", continueBlock, "1. een\n2. |");
  gives("- een\n- |", continueBlock, "- een\n|");
  assert.equal(continueBlock(field("gewoon|")), undefined);
});

test("a link waits for what is missing: its address, or its words", () => {
  gives("zie ⟦hier⟧", link, "zie [hier](⟦https://⟧)");
  gives("zie ⟦https://a.example/x⟧", link, "zie [|](https://a.example/x)");
  gives("zie |", link, "zie [|](https://)");
  gives("zie ⟦hier⟧", (each) => link(each, "https://a.example"), "zie [hier](https://a.example)|");
});

test("what is pasted keeps its bold, links and lists, and no markup", () => {
  assert.equal(fromHtml("<p>gewoon</p>"), undefined);
  assert.equal(
    fromHtml(
      '<html><!--StartFragment--><p>Een <b>vet</b> woord, een <a href="https://a.example/(1)">link</a>.</p><p>En &amp; meer</p>',
    ),
    "Een **vet** woord, een [link](https://a.example/\\(1\\)).\n\nEn & meer",
  );
  assert.equal(
    fromHtml("<ul><li>een</li><li>twee<ol><li>a</li><li>b</li></ol></li></ul>"),
    "- een\n- twee\n  1. a\n  2. b",
  );
  assert.equal(fromHtml("<blockquote><p>a</p><p>b</p></blockquote>"), "> a\n>\n> b");
  assert.equal(fromHtml("<pre><code>x &lt; *y*\n z</code></pre>"), "```\nx < *y*\n z\n```");
  assert.equal(
    fromHtml('<b style="font-weight:normal"><span style="font-weight:700">vet</span> niet</b>'),
    "**vet** niet",
  );
  assert.equal(fromHtml('<a href="javascript:alert(1)">x</a> <b>*</b><script>alert(1)</script>'), "x **\\***");
  assert.equal(fromHtml("<em>open"), "*open*");
  const started = performance.now();
  for (const bad of ["<a ", "<!--", "<b>", '<a "', "&#"]) fromHtml("<b>x</b>" + bad.repeat(60_000));
  assert.ok(performance.now() - started < 60_000, "it ends");
});

test("a post's text is written back as the Markdown that gives it", () => {
  assert.equal(
    toMarkdown([
      {
        t: "p",
        c: [
          "Een ",
          { t: "b", c: ["vet"] },
          " en ",
          { t: "i", c: ["schuin"] },
          ": ",
          { t: "code", c: ["a*b"] },
          { t: "br" },
          "2 * 3, x_y",
        ],
      },
      {
        t: "ul",
        c: [
          { t: "li", c: ["een"] },
          {
            t: "li",
            c: [
              { t: "p", c: ["twee"] },
              { t: "ol", c: [{ t: "li", c: ["a"] }] },
            ],
          },
        ],
      },
      {
        t: "quote",
        c: [
          { t: "p", c: ["a"] },
          { t: "p", c: ["b"] },
        ],
      },
      { t: "pre", c: ["x\ny"] },
      {
        t: "p",
        c: [
          { t: "a", u: "https://a.example/", c: ["https://a.example/"] },
          " ",
          { t: "a", u: "https://a.example/(b)", c: ["hier"] },
        ],
      },
      { t: "p", c: ["- geen lijst", { t: "br" }, "1. ook niet", { t: "br" }, "> niet"] },
    ]),
    "Een **vet** en *schuin*: `a*b`\n2 \\* 3, x_y\n\n- een\n- twee\n\n  1. a\n\n> a\n>\n> b\n\n```\nx\ny\n```\n\n" +
      "https://a.example/ [hier](https://a.example/\\(b\\))\n\n\\- geen lijst\n1\\. ook niet\n\\> niet",
  );
});
