// The desk to be looked at: each page on a narrow and a wide screen, light and dark. The page's clock stands still.
import { DeskStage, part } from "./stage.js";
import { withFewColours } from "../shots.js";

/** @import { Page } from "playwright-core" */
/** @import { Shot } from "../shots.js" */

const widths = [360, 1280];
const schemes = /** @type {const} */ (["light", "dark"]);

/** What is shown, and what is done before it is taken. @type {Record<string, { page: string, act: (page: Page) => Promise<void> }>} */
const scenes = {
  plan: {
    page: "plan",
    act: async (page) =>
      page
        .locator(`${part("chart")} canvas`)
        .nth(4)
        .waitFor(),
  },
  inbox: { page: "inbox", act: async (page) => page.locator(part("row")).first().waitFor() },
  case: {
    page: "inbox",
    act: async (page) => {
      await page.locator(part("row")).first().click();
      await page.locator(part("composer")).waitFor();
      await page.locator(part("canned-button")).click();
      await page.locator(part("canned")).first().click();
      await page.locator(part("plan")).getByText(/left/).waitFor();
    },
  },
  queue: { page: "queue", act: async (page) => page.locator(part("reported")).locator("[part=row]").first().waitFor() },
  people: {
    page: "people",
    act: async (page) => {
      await page.locator(part("row")).first().waitFor();
      if ((page.viewportSize()?.width ?? 0) < 860) return;
      await page.locator(part("row")).nth(1).click();
      await page.locator(part("person")).waitFor();
    },
  },
  ideas: { page: "ideas", act: (page) => page.locator(part("row")).nth(4).waitFor() },
  rules: {
    page: "rules",
    act: async (page) => {
      await page.locator("[data-row=rule-words] [part=rule-toggle]").click();
      await page.locator(`${part("trial")} [part=rule-decide]`).waitFor();
    },
  },
  polls: { page: "polls", act: (page) => page.locator(part("row")).first().waitFor() },
  calendar: { page: "calendar", act: (page) => page.locator(part("row")).nth(1).waitFor() },
  insight: {
    page: "insight",
    act: async (page) =>
      page
        .locator(`${part("chart")} canvas`)
        .nth(5)
        .waitFor(),
  },
};

export const deskShotNames = Object.keys(scenes).flatMap((scene) =>
  schemes.flatMap((scheme) => widths.map((width) => `${scene}-${width}-${scheme}`)),
);

/** @returns {Promise<Shot[]>} */
export async function takeDeskShots() {
  const stage = await new DeskStage().start();
  /** @type {Shot[]} */
  const shots = [];
  try {
    for (const name of deskShotNames) {
      const [scene, width, scheme] = name.split("-");
      const { page: wanted, act } = scenes[scene];
      const page = await stage.open({
        page: wanted,
        width: Number(width),
        scheme: /** @type {"light" | "dark"} */ (scheme),
        height: 880,
      });
      await page.addStyleTag({ url: `${stage.site.url}/site.css` });
      await act(page);
      await page.mouse.move(0, 0);
      await page.evaluate(async () => {
        /** @type {any} */ (document.querySelector("plein-desk")).shadowRoot.activeElement?.blur();
        await document.fonts.ready;
        scrollTo(0, 0);
        const panes = /** @type {any} */ (document.querySelector("plein-desk")).shadowRoot.querySelectorAll(
          ".pane, .body",
        );
        for (const pane of panes) pane.scrollTop = 0;
      });
      const height = Number(width) < 860 ? 1400 : ["case", "insight", "plan"].includes(scene) ? 1160 : 880;
      await page.setViewportSize({ width: Number(width), height });
      shots.push({ name, png: withFewColours(await page.screenshot({ animations: "disabled" })) });
      await page.close();
    }
  } finally {
    await stage.end();
  }
  return shots;
}
