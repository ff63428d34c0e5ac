// Answers what is asked below /docs/.
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { addresses } from "./book.js";
import { configuratorPage } from "./configurator/page.js";
import { framed } from "./layout.js";
import { readMarkdown } from "./markdown.js";

const folder = path.join(import.meta.dirname, "../../docs");
const built = path.join(import.meta.dirname, "../../build/demo-site");
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; base-uri 'none'; object-src 'none'";
// There one may try a relay of one's own, which is somewhere else.
const local = "http://localhost:* http://127.0.0.1:*";
const policyOfConfigurator = `${policy}; connect-src 'self' https: ${local}; img-src 'self' https: ${local}`;

/** @type {Record<string, string>} */
const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png" };

/** @type {Record<string, string>} what is no page: where it is */
const files = {
  "docs.css": path.join(import.meta.dirname, "docs.css"),
  "docs.js": path.join(import.meta.dirname, "docs.js"),
  "copy.js": path.join(import.meta.dirname, "copy.js"),
  "plein.svg": path.join(import.meta.dirname, "plein.svg"),
  "configurator.css": path.join(import.meta.dirname, "configurator/configurator.css"),
  "configurator.js": path.join(built, "configurator.js"),
};

/** @typedef {{ status: number, headers: Record<string, string>, body?: string | Buffer }} Answer */

/** @param {string} pathname that begins with /docs @param {string} origin of the site @returns {Promise<Answer>} */
export async function answerDocs(pathname, origin) {
  const address = pathname.slice("/docs/".length);
  if (pathname === "/docs" || address === "decisions") return moved(`${pathname}/`);
  const file = files[address] ?? imageOf(address);
  if (file) return existsSync(file) ? ok(types[path.extname(file)], await readFile(file)) : gone;
  if (address === "sitemap.xml") return ok("application/xml", sitemap(origin));
  if (address === "configurator") return page(configuratorPage(origin), policyOfConfigurator);
  const name = `${address}${address === "" || address.endsWith("/") ? "README" : ""}.md`;
  if (!/^[\w/.-]+$/.test(name) || name.includes("..") || !existsSync(path.join(folder, name))) return gone;
  const source = await readFile(path.join(folder, name), "utf8");
  const read = readMarkdown(source + listOf(path.join(folder, path.dirname(name)), address), name);
  return page(framed({ address, origin, ...read }));
}

/** A folder's own page names what is in it. @param {string} inside @param {string} address */
function listOf(inside, address) {
  if (!address.endsWith("/")) return "";
  const names = readdirSync(inside).filter((name) => /^\d+.*\.md$/.test(name));
  return `\n${names.map((name) => `- [${name.replace(/\.md$/, "").replaceAll("-", " ")}](${name})`).join("\n")}\n`;
}

/** @param {string} address */
const imageOf = (address) =>
  /^images\/(?:[\w-]+\/)?[\w-]+\.png$/.test(address) ? path.join(folder, address) : undefined;

/** @param {string} origin */
function sitemap(origin) {
  const all = ["", ...addresses].map((address) => `<url><loc>${origin}/docs/${address}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all.join("")}</urlset>\n`;
}

/** @param {string} body @param {string} [by] */
const page = (body, by = policy) => ok("text/html", body, { "content-security-policy": by });

/** @param {string} type @param {string | Buffer} body @param {Record<string, string>} [more] @returns {Answer} */
function ok(type, body, more) {
  const whole = /text|xml|svg/.test(type) ? `${type}; charset=utf-8` : type;
  return {
    status: 200,
    headers: { "content-type": whole, "cache-control": "no-cache", "x-content-type-options": "nosniff", ...more },
    body,
  };
}

/** @param {string} location @returns {Answer} */
const moved = (location) => ({ status: 308, headers: { location } });

/** @type {Answer} */
const gone = {
  status: 404,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "There is no such page.\n",
};
