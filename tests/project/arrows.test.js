// Who may include whom (ARCHITECTURE.md): each folder of the engine names only folders it may know; no platform names another;
// Emscripten's headers are in one file; the relay and the widget reach the engine through engine.js alone.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** @type {Record<string, string[]>} */
const may = {
  base: ["base"],
  model: ["model", "base"],
  text: ["text", "model", "base"],
  connectors: ["connectors", "text", "model", "base"],
  sync: ["sync", "text", "model", "base"], // and connectors/connector.h and catalogue.h
  views: ["views", "model", "base"],
  search: ["search", "views", "model", "base"],
  community: ["community", "search", "views", "model", "base"],
  store: ["store", "model", "base"],
  boundary: ["boundary", "sync", "community", "views", "store", "text", "model", "base"], // and connectors/catalogue.h
};

/** @param {string} folder @returns {string[]} */
function files(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => !name.includes("node_modules"))
    .map((name) => path.join(folder, name));
}

/** @param {string} file */
function includes(file) {
  return [...readFileSync(path.join(root, file), "utf8").matchAll(/^#include "([^"]+)"/gm)].map((match) => match[1]);
}

const sources = files("wasm").filter((name) => /\.(h|cpp)$/.test(name));

test("folders of the engine include only what they may", () => {
  assert.ok(sources.length > 30, "sources were found");
  for (const file of sources) {
    const folder = path.dirname(file).split(path.sep)[1];
    if (folder === undefined) continue; // engine.cpp and bindings.cpp wire all
    assert.ok(may[folder], `${folder} is a folder of the plan`);
    for (const included of includes(file)) {
      const open =
        ["connectors/connector.h", "connectors/catalogue.h"].includes(included) &&
        ["sync", "boundary"].includes(folder);
      const allowed = open || may[folder].includes(included.split("/")[0]) || !included.includes("/");
      assert.ok(allowed, `${file} includes ${included}`);
    }
  }
});

test("no platform knows another", () => {
  const platforms = ["bluesky", "nodebb", "mastodon", "facebook", "discourse", "flarum"];
  for (const file of sources.filter((name) => name.includes(`connectors${path.sep}`))) {
    const own = platforms.find((platform) => path.basename(file).startsWith(platform));
    if (own === undefined) continue;
    for (const included of includes(file)) {
      const other = platforms.find((platform) => path.basename(included).startsWith(platform));
      assert.ok(other === undefined || other === own, `${file} includes ${included}`);
    }
  }
});

test("Emscripten is known in bindings.cpp alone", () => {
  for (const file of sources) {
    const known = /emscripten/.test(readFileSync(path.join(root, file), "utf8"));
    assert.equal(known, path.basename(file) === "bindings.cpp", file);
  }
});

test("relay and widget reach the engine through its JavaScript face, and not each other", () => {
  const scripts = [...files("bridge"), ...files("web")].filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 10, "scripts were found");
  for (const file of scripts) {
    const text = readFileSync(path.join(root, file), "utf8");
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const reached = path.join(path.dirname(file), target).split(path.sep);
      if (reached[0] === "wasm") assert.match(reached[1], /^engine\.(js|d\.ts)$/, `${file} imports ${target}`);
      else assert.equal(reached[0], file.split(path.sep)[0], `${file} imports ${target}`);
    }
  }
});

test("files stay small", () => {
  const all = [...sources, ...files("bridge"), ...files("web"), ...files("scripts")].filter((name) =>
    /\.(h|cpp|js|css)$/.test(name),
  );
  for (const file of all) {
    const lines = readFileSync(path.join(root, file), "utf8").split("\n").length;
    assert.ok(lines <= 500, `${file} has ${lines} lines, expected at most 500`);
  }
});
