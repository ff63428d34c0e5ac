// What a page writes to have the widget: the exact version, and the hash by which a browser refuses any other bytes. Made from the build's
// manifest, by the build (snippet.txt, snippet-all.txt) and by the configurator. Runs in a browser too.

/** @typedef {Pick<import("./build-web.js").Manifest, "version" | "entry" | "first" | "later" | "direct" | "languages" | "files">} Published */

/** Of the widget's entry alone. @param {Published} manifest @param {string} relay its address, or "" for the page's own */
export function snippet(manifest, relay) {
  return `<script type="module" ${source("src", manifest, relay, manifest.entry)}></script>`;
}

/**
 * Of all its code: a browser that is told a module's hash before it is imported checks it.
 * @param {Published} manifest @param {string} relay @param {string[]} [languages] the page's; default: all
 */
export function snippetOfAll(manifest, relay, languages = Object.keys(manifest.languages)) {
  const spoken = new Set(languages.flatMap((tag) => manifest.languages[tag] ?? []));
  const left = new Set([manifest.entry, ...manifest.direct, ...Object.values(manifest.languages).flat()]);
  const wanted = [...new Set([...manifest.first, ...manifest.later, ...spoken])].filter(
    (name) => name.endsWith(".js") && (spoken.has(name) || !left.has(name)),
  );
  const links = wanted.map((name) => `<link rel="modulepreload" ${source("href", manifest, relay, name)} />`);
  return [...links, snippet(manifest, relay)].join("\n");
}

/** @param {string} attribute @param {Published} manifest @param {string} relay @param {string} name */
function source(attribute, { version, files }, relay, name) {
  const address = `${relay.replace(/\/+$/, "")}/plein/${version}/${name}`;
  return `${attribute}="${address}" integrity="${files[name].integrity}" crossorigin`;
}
