// Values that no attribute can have: nothing throws, each mistake is named, and what counts is the default.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attributes, nameOf } from "../../web/attributes.js";
import { eventually } from "../bridge/relay-fixture.js";
import { cards, elementOfTests, feed, open, problems, scripts, set, told } from "./element-stage.js";

elementOfTests();

/** What no attribute can be, each a piece of script. */
const hostile = [
  "'javascript:alert(1)'",
  "'<img src=x onerror=alert(1)>'",
  "'\\u0000'",
  "'a'.repeat(100000)",
  "NaN",
  "-1",
  "1e400",
  "{}",
  "[]",
  "[1, 2]",
  "Symbol('x')",
  "12n",
  "() => 1",
  "null",
  "undefined",
  "true",
  "Object.create(null)",
  "({ toString() { throw new Error('no') } })",
  "new Proxy({}, { get() { throw new Error('no') } })",
  "document.body",
  "'../../../..//evil'",
  "'http://['",
  "'constructor'",
  "'__proto__'",
];
scripts.set(
  "/hostile.js",
  `window.hostile = { __proto__: null, ${hostile.map((value) => `${JSON.stringify(value)}: ${value}`)} }`,
);

test("no value of any attribute or property throws, and each mistake is named", async () => {
  const page = await open(feed);
  await cards(page).first().waitFor();
  // As a script of the site's own: its policy forbids eval.
  await page.evaluate(() => import(/** @type {any} */ ("/hostile.js")));
  // A relay that is nowhere is asked all the same.
  const bothered = Object.keys(attributes).filter((name) => !["relay", "config", "messages"].includes(name));
  for (const property of bothered) {
    await page.locator("plein-feed").evaluate(
      async (widget, [name, attribute, values]) => {
        const before = /** @type {any} */ (widget)[String(name)];
        for (const value of /** @type {string[]} */ (values)) {
          const made = /** @type {any} */ (window).hostile[value];
          /** @type {any} */ (widget)[String(name)] = made;
          await /** @type {any} */ (widget).updateComplete;
          if (typeof made === "string") widget.setAttribute(String(attribute), made);
          await /** @type {any} */ (widget).updateComplete;
        }
        widget.removeAttribute(String(attribute));
        /** @type {any} */ (widget)[String(name)] = before;
      },
      [property, nameOf(property), hostile],
    );
  }
  await eventually("the list stands as before", async () => (await cards(page).count()) === 10);
  await set(page, "sort", "loudest");
  const line = page.locator("plein-feed [part=wrong]");
  await line.getByText("“sort” cannot be “loudest” (active, new, unanswered, top)").waitFor();
  assert.equal(await cards(page).count(), 10);
  assert.match((await told(page, "plein-error")).at(-1)[1].message, /loudest/);
  await set(page, "page-size", "0");
  await line.getByText("“page-size” cannot be “0” (1–100)").waitFor();
  await set(page, "sort", null);
  await set(page, "page-size", null);
  await line.waitFor({ state: "detached" });
  await set(page, "relay", "javascript:alert(1)");
  await line.getByText("must be the address of the relay").waitFor();
  // Some are names of conversations that are not there.
  for (const problem of problems.splice(0)) assert.match(problem, /status of 404/);
});
