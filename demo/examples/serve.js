// Answers what is asked below /examples/: a page for each, its script as bundled, one style sheet.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

const built = path.join(import.meta.dirname, "../../build/demo-site");
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'";

/** @type {Record<string, string>} */
const titles = { plain: "Plain HTML", react: "React 19", vue: "Vue 3" };

/** @param {string} pathname that begins with /examples @returns {Promise<import("../docs/serve.js").Answer>} */
export async function answerExamples(pathname) {
  if (pathname === "/examples") return { status: 308, headers: { location: "/examples/" } };
  const name = pathname.slice("/examples/".length);
  if (name === "") return page(index());
  if (Object.hasOwn(titles, name)) return page(await html(name));
  const file = name === "examples.css" ? path.join(import.meta.dirname, name) : scriptOf(name);
  if (!file || !existsSync(file)) return { status: 404, headers: {}, body: "" };
  const type = file.endsWith(".css") ? "text/css" : "text/javascript";
  return answer(await readFile(file), { "content-type": `${type}; charset=utf-8` });
}

/** @param {string} name */
function scriptOf(name) {
  const found = /^(\w+)\.js$/.exec(name)?.[1] ?? "";
  return Object.hasOwn(titles, found) ? path.join(built, name) : undefined;
}

/** @param {string} name */
async function html(name) {
  return framed(titles[name], (await readFile(path.join(import.meta.dirname, name, "page.html"), "utf8")).trim());
}

function index() {
  const items = Object.entries(titles).map(([name, title]) => `<li><a href="/examples/${name}">${title}</a></li>`);
  return framed("Examples", `<main><h1>The widget in a page</h1><ul>${items.join("")}</ul></main>`);
}

/** @param {string} title @param {string} body */
const framed = (title, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title} · Plein</title>
<link rel="icon" href="/docs/plein.svg" />
<link rel="stylesheet" href="/examples/examples.css" />
<script type="module" src="/plein/plein.js"></script>
</head>
<body>
<nav aria-label="Site"><a href="/docs/widget/frameworks">Documentation</a> <a href="/examples/">Examples</a></nav>
${body}
</body>
</html>
`;

/** @param {string} body */
const page = (body) => answer(body, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });

/** @param {string | Buffer} body @param {Record<string, string>} headers @returns {import("../docs/serve.js").Answer} */
const answer = (body, headers) => ({
  status: 200,
  headers: { "cache-control": "no-cache", "x-content-type-options": "nosniff", ...headers },
  body,
});
