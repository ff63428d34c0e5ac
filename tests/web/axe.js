// What axe finds in a page, a line each.
import { readFileSync } from "node:fs";

/** @import { Page } from "playwright-core" */

const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** @param {Page} page @param {{ within?: string, rules?: string[] }} [what] all of it and by all rules, unless said @returns {Promise<string[]>} */
export async function violations(page, what = {}) {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  return page.evaluate(async ({ within, rules: only }) => {
    const { axe } = /** @type {any} */ (window);
    // Forced colours are the system's; axe reads the ones they stand for.
    const forced = matchMedia("(forced-colors: active)").matches;
    const rules = { "target-size": { enabled: true }, "color-contrast": { enabled: !forced } };
    const runOnly = only && { type: "rule", values: only.filter((rule) => rule !== "color-contrast" || !forced) };
    const asked = { rules, runOnly, resultTypes: ["violations"], elementRef: true };
    // What a menu or a dialog lies on is as large as before once that is closed; it may be closed by the time axe is done.
    const roots = [document, ...[...document.querySelectorAll("*")].map(({ shadowRoot }) => shadowRoot)];
    const all = (/** @type {string} */ selector) =>
      roots.flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]);
    const boxed = (/** @type {Element} */ each) => ({ each, over: each.getBoundingClientRect() });
    const lying = () => all("dialog[open], [popover]:popover-open").map(boxed);
    const before = lying();
    const { violations } = await axe.run(within ?? document, asked);
    // So is what lies under something that stays where it is while one scrolls.
    const stays = (/** @type {Element} */ each) => ["sticky", "fixed"].includes(getComputedStyle(each).position);
    const stuck = violations.some((/** @type {any} */ { id }) => id === "target-size") ? all("*").filter(stays) : [];
    const open = [...before, ...lying(), ...stuck.map(boxed)];
    const covered = (/** @type {Element} */ element) => {
      const box = element.getBoundingClientRect();
      return open.some(({ each, over }) => {
        const meet = box.left < over.right && over.left < box.right && box.top < over.bottom && over.top < box.bottom;
        return meet && !each.contains(element);
      });
    };
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes
        .filter((/** @type {any} */ { element }) => id !== "target-size" || !covered(element))
        .map((/** @type {any} */ { html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
    );
  }, what);
}
