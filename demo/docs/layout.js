// The frame of a page: the book's chapters at the left, the page, and what is on it at the right. Needs no script; docs.js adds comfort.
import { chapters, neighbours } from "./book.js";
import { escaped } from "./markdown.js";

/** @import { Heading } from "./markdown.js" */

/**
 * @param {{ address: string, title: string, description: string, html: string, headings?: Heading[], origin: string, scripts?: string[],
 *   styles?: string[], wide?: boolean }} page `address`: below /docs/; `origin`: where the site is; `wide`: the page needs the room beside it
 */
export function framed({
  address,
  title,
  description,
  html,
  headings = [],
  origin,
  scripts = [],
  styles = [],
  wide = false,
}) {
  const parts = headings.filter(({ level }) => level === 2 || level === 3);
  const href = `${origin}/docs/${address}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escaped(title)} · Plein</title>
<meta name="description" content="${escaped(shortened(description))}" />
<link rel="canonical" href="${escaped(href)}" />
<link rel="icon" href="/docs/plein.svg" />
${["/docs/docs.css", ...styles].map((name) => `<link rel="stylesheet" href="${name}" />`).join("\n")}
${["/docs/docs.js", ...scripts].map((name) => `<script type="module" src="${name}"></script>`).join("\n")}
</head>
<body>
<a class="skip" href="#page">To the page</a>
<header class="top">
<a class="mark" href="/docs/"><img src="/docs/plein.svg" alt="" width="28" height="28" />Plein</a>
<nav aria-label="Site"><a href="/">Demo</a><a href="/examples/">Examples</a></nav>
</header>
<div class="columns${wide ? " wide" : ""}">
${book(address)}
<main id="page">
<article>
${html}</article>
${turning(address)}
</main>
${parts.length > 1 && !wide ? contents(parts) : ""}
</div>
</body>
</html>
`;
}

/** Search engines show this much. @param {string} text */
function shortened(text) {
  return text.length <= 160 ? text : `${text.slice(0, 157).replace(/\s+\S*$/, "")} …`;
}

/** @param {string} address */
function book(address) {
  const list = chapters.map(({ title, pages }) => {
    const items = pages.map(([to, name]) => `<li>${link(to, name, to === address)}</li>`).join("");
    return `<h2>${escaped(title)}</h2><ul>${items}</ul>`;
  });
  // On a phone it is closed until asked for; on a desktop the style sheet shows what is in it all the same.
  return `<details class="book"><summary>All pages</summary><nav aria-label="Pages">${list.join("")}</nav></details>`;
}

/** @param {string} address @param {string} name @param {boolean} [here] */
const link = (address, name, here = false) =>
  `<a href="/docs/${address}"${here ? ' aria-current="page"' : ""}>${escaped(name)}</a>`;

/** @param {Heading[]} headings */
function contents(headings) {
  const items = headings.map(
    ({ level, id, text }) => `<li class="level-${level}"><a href="#${escaped(id)}">${escaped(text)}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><h2>On this page</h2><ul>${items.join("")}</ul></nav>`;
}

/** @param {string} address */
function turning(address) {
  const { before, after } = neighbours(address);
  if (!before && !after) return "";
  const back = before ? `<span>Before: ${link(before.address, before.title)}</span>` : "";
  const on = after ? `<span>Next: ${link(after.address, after.title)}</span>` : "";
  return `<nav class="turning" aria-label="Before and next">${back}${on}</nav>`;
}
