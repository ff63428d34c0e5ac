// A walk with nothing but a keyboard: after each step focus stands on something of the widget, or of the desk, that can be seen, and what a screen
// reader is told meanwhile is kept.
import assert from "node:assert/strict";
import { eventually } from "../bridge/relay-fixture.js";
import { signIn } from "./writer.js";

/** @import { Page } from "playwright-core" */
/** @import { Stage } from "./stage.js" */

/** @typedef {{ name: string, says: string, seen: boolean }} Where `name`: its part, or what it is; `seen`: it is in the window */

export class Walk {
  /** @param {Page} page with a widget whose list is there */
  constructor(page) {
    this.page = page;
    /** What was said, and asked for by no `hears` yet. */
    this.read_ = 0;
  }

  /** @param {Page} page @param {string} [lang] @param {{ tag: string, ready: string }} [of] an element of ours, and what it shows once one can begin */
  static async begin(page, lang = "en", { tag, ready } = { tag: "plein-feed", ready: "[part=choices] button" }) {
    const widget = page.locator(tag);
    await widget.evaluate((each, tongue) => {
      each.setAttribute("lang", tongue);
      /** @type {string[]} */
      const heard = [];
      Object.assign(window, { heard });
      const live = "[role=status], [role=alert]";
      const hear = (/** @type {Element | null | undefined} */ region) => {
        const text = region?.textContent?.trim().replace(/\s+/g, " ");
        if (text) heard.push(text);
      };
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          if (target instanceof Text && !target.data) continue;
          const element = target instanceof Element ? target : target.parentElement;
          const region = element?.closest(live);
          if (region) hear(region);
          // What is put there together with its text is said for certain only if it is an alert.
          else
            for (const node of addedNodes)
              if (node instanceof Element)
                hear(node.matches("[role=alert]") ? node : node.querySelector("[role=alert]"));
        }
      }).observe(/** @type {ShadowRoot} */ (each.shadowRoot), { subtree: true, childList: true, characterData: true });
    }, lang);
    await page.locator(`${tag} [lang=${lang}] ${ready}`).first().waitFor();
    return new Walk(page);
  }

  /** @returns {Promise<Where | undefined>} undefined: focus is outside the widget, or lost */
  where() {
    return this.page.evaluate(() => {
      const at = document.activeElement?.shadowRoot?.activeElement;
      if (!at) return undefined;
      const { top, bottom, left, right, width, height } = at.getBoundingClientRect();
      const seen = width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      const named = at.getAttribute("aria-labelledby") ?? "";
      const label =
        at.getAttribute("aria-label") ||
        (named && /** @type {ShadowRoot} */ (at.getRootNode()).getElementById(named)?.textContent) ||
        at.textContent;
      const name = at.getAttribute("part") ?? at.getAttribute("role") ?? at.localName;
      return { name, says: label?.trim().replace(/\s+/g, " ").slice(0, 80) ?? "", seen };
    });
  }

  /** The card of a thread by the keys of a feed, and in. @param {string} title */
  async open(title) {
    await this.page.locator("plein-feed [part=search]").focus();
    await this.tabTo("card");
    for (let n = 0; (await this.where())?.says !== title; n++) {
      assert.ok(n < 10, `${title} is in the list`);
      await this.press("PageDown");
    }
    await this.press("Enter");
    await this.standsOn("post");
  }

  /** Focus is where it should be, and can be seen there. @param {string} name a part, role or tag @param {string | RegExp} [says] */
  async standsOn(name, says) {
    /** @type {Where | undefined} */
    let at;
    const matches = () =>
      at?.name === name && (says === undefined || (typeof says === "string" ? at.says === says : says.test(at.says)));
    await eventually(`focus is on ${name} ${says ?? ""}`, async () => ((at = await this.where()), matches())).catch(
      (error) => assert.fail(`${error.message}; it is on ${JSON.stringify(at)}`),
    );
    await eventually(`${name} ${says ?? ""} is in the window`, async () => (await this.where())?.seen);
  }

  /** Focus is in a post, which may have been made anew. @param {string} text of it */
  async standsInPost(text) {
    const isThere = () =>
      this.page.evaluate(
        (words) =>
          document.activeElement?.shadowRoot?.activeElement?.closest("[data-post]")?.textContent?.includes(words),
        text,
      );
    await eventually(`focus is in the post that says “${text}”`, isThere);
  }

  /** Each key by itself; before and after it focus is in the widget. @param {...string} keys */
  async press(...keys) {
    for (const key of keys) {
      assert.ok(await this.where(), `focus is in the widget before ${key}`);
      await this.page.keyboard.press(key);
    }
  }

  /** @param {string} text where the caret is */
  async type(text) {
    assert.ok(await this.where(), "focus is in the widget");
    await this.page.keyboard.type(text);
  }

  /** By Tab, on which way every stop is in the widget and can be seen. @param {string} name @param {string | RegExp} [says] @param {"Tab" | "Shift+Tab"} [key] */
  async tabTo(name, says = /./, key = "Tab") {
    const passed = [];
    for (let steps = 0; steps < 60; steps++) {
      await this.page.keyboard.press(key);
      const at = await this.where();
      assert.ok(at, `${key} left the widget on the way to ${name} ${says}, past ${passed.join(", ")}`);
      passed.push(`${at.name} “${at.says}”`);
      if (at.name === name && (typeof says === "string" ? at.says === says : says.test(at.says)))
        return this.standsOn(name, says);
    }
    assert.fail(`${name} ${says} is not reached, past ${passed.join(", ")}`);
  }

  /** Something was said since it was listened for last. @param {string | RegExp} text whole, or what it matches */
  async hears(text) {
    /** @type {string[]} */
    let heard = [];
    const found = async () => {
      heard = await this.page.evaluate(() => /** @type {any} */ (window).heard);
      const at = heard.findIndex(
        (one, n) => n >= this.read_ && (typeof text === "string" ? one === text : text.test(one)),
      );
      if (at >= 0) this.read_ = at + 1;
      return at >= 0;
    };
    await eventually("it is said", found).catch(() =>
      assert.fail(`“${text}” is not said; said was ${JSON.stringify(heard.slice(this.read_))}`),
    );
  }
}

/** @param {Stage} stage @param {{ signedIn?: Record<string, unknown>, prepare?: (page: Page) => unknown }} [how] who is signed in; what is done first */
export async function beginWalk(stage, { signedIn, prepare } = {}) {
  const page = await stage.open();
  await prepare?.(page);
  const walk = await Walk.begin(page);
  if (signedIn) await signIn(page, signedIn);
  return walk;
}
