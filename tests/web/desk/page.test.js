// The demo's page for those who work there: each sign-in is one click, and gives the desk a token that the relay takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { violations } from "../axe.js";
import { stageOfTests } from "../stage.js";
import { visit } from "../visit.js";

/** @import { Page } from "playwright-core" */

const stage = stageOfTests();

/** Only the page is tried here: what stands for the desk does nothing. @param {Page} page */
const withElement = (page) =>
  page.route("**/plein/plein-desk.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: 'customElements.define("plein-desk", class extends HTMLElement {})',
    }),
  );

/** @param {Page} page */
const role = (page) =>
  page.evaluate(async () => {
    const token = document.querySelector("plein-desk")?.getAttribute("token");
    const answer = await fetch("/v1/bridges/noordnet/me", { headers: { authorization: `Bearer ${token}` } });
    return answer.ok ? (await answer.json()).person.role : "";
  });

test("the site leads to the desk; a manager and an ambassador sign in with one click each", async () => {
  const page = await visit(stage, "/", { before: withElement });
  await page.getByRole("link", { name: "Voor medewerkers" }).click();
  const desk = page.locator("plein-desk");
  await page.getByText("Log in om te zien").waitFor();
  assert.equal(await desk.isVisible(), false);
  assert.deepEqual(await violations(page), []);
  for (const [name, wanted] of [
    ["manager (Mia)", "manager"],
    ["ambassadeur (Joris)", "ambassador"],
  ]) {
    const button = page.getByRole("button", { name });
    await button.click();
    await page.locator("button[aria-pressed=true]", { hasText: name }).waitFor();
    await desk.waitFor({ state: "attached" });
    await eventually("the desk stands where the words stood", async () => !(await page.locator("#state").isVisible()));
    assert.equal(await role(page), wanted);
  }
  // Who comes back in the same tab is still signed in.
  await page.reload();
  await page.locator("button[aria-pressed=true]", { hasText: "Joris" }).waitFor();
});

test("where the desk is not built, the page says so", async () => {
  const page = await visit(stage, "/desk", {
    before: (opened) => opened.route("**/plein/plein-desk.js", (route) => route.fulfill({ status: 404 })),
  });
  await page.getByText("plein-desk.js ontbreekt").waitFor();
  const told = stage.problems.splice(0);
  assert.ok(told.length > 0 && told.every((problem) => problem.includes("404")), told.join());
});
