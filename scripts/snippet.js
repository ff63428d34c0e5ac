// What a page writes to have the widget: the exact version, and the hash by which a browser refuses any other bytes. Made from the build's
// manifest, by the build (snippet.txt, snippet-all.txt) and by the configurator. Runs in a browser too.

/** @typedef {Pick<import("./build-web.js").Manifest, "version" | "entry" | "first" | "later" | "direct" | "languages" | "files">} Published */

/** Of the widget's entry alone. @param {Published} manifest @param {string} relay its address, or "" for the page's own */
export function snippet(manifest, relay) {
  return `<script type="module" ${source("src", manifest, relay, manifest.entry)}></script>`;
}

/**
 * Of all its code. The import map holds every module to its hash, however it is imported; the lines below it have what follows the entry
 * loaded at once, and hold it to its hash in browsers that do not know the map's `integrity`.
 * @param {Published} manifest @param {string} relay @param {string[]} [languages] the page's; default: all
 */
export function snippetOfAll(manifest, relay, languages = Object.keys(manifest.languages)) {
  const { entry, first, later, direct, files } = manifest;
  const spoken = new Set(languages.flatMap((tag) => manifest.languages[tag] ?? []));
  const unspoken = Object.values(manifest.languages)
    .flat()
    .filter((name) => !spoken.has(name));
  const named = Object.keys(files).filter((name) => name.endsWith(".js") && !unspoken.includes(name));
  const ahead = new Set([...first, ...later, ...spoken]);
  const links = named.filter((name) => ahead.has(name) && name !== entry && !direct.includes(name));
  return [
    importMap(named.map((name) => [addressOf(manifest, relay, name), files[name].integrity])),
    ...links.map((name) => `<link rel="modulepreload" ${source("href", manifest, relay, name)} />`),
    snippet(manifest, relay),
  ].join("\n");
}

/** @param {[address: string, integrity: string][]} integrity */
const importMap = (integrity) =>
  `<script type="importmap">${JSON.stringify({ integrity: Object.fromEntries(integrity) }, null, 1)}</script>`;

/**
 * What a policy writes in `script-src` so that a snippet's import map counts, which is a script within the page.
 * @param {string} snippet @returns {Promise<string | undefined>} undefined: it has none
 */
export async function policyOf(snippet) {
  const text = /<script type="importmap">([^]*?)<\/script>/.exec(snippet)?.[1];
  if (text === undefined) return undefined;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`;
}

/** @param {Published} manifest @param {string} relay @param {string} name */
const addressOf = ({ version }, relay, name) => `${relay.replace(/\/+$/, "")}/plein/${version}/${name}`;

/** @param {string} attribute @param {Published} manifest @param {string} relay @param {string} name */
const source = (attribute, manifest, relay, name) =>
  `${attribute}="${addressOf(manifest, relay, name)}" integrity="${manifest.files[name].integrity}" crossorigin`;
