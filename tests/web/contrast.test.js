// Every pair of colours that occurs has the contrast that WCAG 2.2 AA asks: 4.5 for text, 3 for what is drawn. And nothing is laid
// out by left and right, which are not where a text begins and ends in every language.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { colord, extend } from "colord";
import a11y from "colord/plugins/a11y";
import { tokens } from "../../web/styles/tokens.js";

extend([a11y]);

const web = path.resolve(import.meta.dirname, "../../web");
const sheets = ["styles", "desk/styles"].flatMap((folder) =>
  readdirSync(path.join(web, folder))
    .filter((name) => name.endsWith(".js"))
    .map((name) => `${folder}/${name}`),
);

/** @type {Record<"light" | "dark", Record<string, string>>} */
const themes = { light: {}, dark: {} };
for (const [, name, light, dark] of tokens.cssText.matchAll(
  /--([\w-]+): var\(--plein-\1, light-dark\((#\w+), (#\w+)\)\)/g,
)) {
  themes.light[name] = light;
  themes.dark[name] = dark;
}

const surfaces = ["surface", "surface-raised", "surface-sunken"];
const hues = ["place-page", "place-forum", "place-3", "place-4"];
const written = ["text", "text-soft", "accent", "good", "warn", "bad", ...hues];

for (const [theme, colours] of Object.entries(themes)) {
  /** @param {string} front @param {string} back @param {number} least */
  const enough = (front, back, least) => {
    const contrast = colord(front).contrast(back);
    assert.ok(contrast >= least, `${front} on ${back} has ${contrast}, and needs ${least}`);
  };
  /** As `color-mix(in srgb, …)` does. @param {string} one @param {number} share @param {string} other */
  const mixed = (one, share, other) => {
    const [a, b] = [colord(one).rgba, colord(other).rgba];
    const part = (/** @type {"r" | "g" | "b"} */ key) => a[key] * share + b[key] * (1 - share);
    return colord({ r: part("r"), g: part("g"), b: part("b") }).toHex();
  };

  test(`${theme}: text can be read on every surface, also in the hue of a place`, () => {
    for (const front of written) for (const back of surfaces) enough(colours[front], colours[back], 4.5);
    enough(colours["accent-text"], colours.accent, 4.5);
  });

  test(`${theme}: what is drawn can be seen: the edge of a field, the ring of focus, the line of a thread`, () => {
    for (const front of ["edge", "accent", ...hues])
      for (const back of surfaces) enough(colours[front], colours[back], 3);
  });

  test(`${theme}: the initials of a face can be read in every place's hue`, () => {
    for (const hue of [...hues, "text-soft"]) {
      const back = mixed(colours[hue], 0.16, colours["surface-raised"]);
      enough(mixed(colours[hue], 0.75, colours.text), back, 4.5);
    }
  });
}

test("each colour of a theme has its other, and the page may set each of them", () => {
  const named = new Set(Object.keys(themes.light));
  for (const name of [...written, ...surfaces, "accent-text", "line", "edge"]) assert.ok(named.has(name), name);
});

/** Comments and strings aside. @param {string} name */
const sheetOf = (name) => readFileSync(path.join(web, name), "utf8").replace(/\/\*.*?\*\/|\/\/.*|"[^"]*"/gs, "");

for (const name of sheets) {
  test(`${name}: colours are variables, sides are those of the text, and the page's width decides nothing`, () => {
    const sheet = sheetOf(name);
    if (name !== "styles/tokens.js") {
      assert.deepEqual(sheet.match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|white|black)\b\(?/gi), null);
    }
    const sides =
      /\b(?:left|right|margin-(?:top|bottom)|padding-(?:top|bottom)|(?:min-|max-)?(?:width|height)):|text-align: (?:left|right)/g;
    assert.deepEqual(sheet.match(sides), null);
    assert.deepEqual(sheet.match(/@media[^{]*\b(?:width|height|orientation)\b/g), null);
  });
}
