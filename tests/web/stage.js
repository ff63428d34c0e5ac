// The widget as a visitor meets it: the demo brand's page, a relay, simulated places, Chromium; and a watch for what must never
// happen: page errors, policy violations, requests to elsewhere.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { createDemoServer } from "../../demo/server.js";
import { RelayFixture, configFor, jwt, secrets } from "../bridge/relay-fixture.js";
import { startSimulators } from "../simulators/host.js";
import { launchChromium, watch } from "./chromium.js";

/** @import { Simulators } from "../simulators/host.js" */

/** @param {Simulators} simulators */
export function twoThreads({ forum, page }) {
  const { tid } = forum.topic("carla", "Roaming in Londen", "Werkt mijn bundel **daar** ook?");
  forum.reply("joris", tid, "Ja, gewoon zoals thuis.");
  page.post("ana.test", "mijn router knippert rood. Wat nu?", { mentionBrand: true });
}

export class Stage {
  relay = new RelayFixture();
  /** @type {string[]} what must never happen, and did */
  problems = [];
  /** @type {ReturnType<typeof launchChromium> | undefined} */
  launched_ = undefined;

  /**
   * Everything but the browser.
   * @param {(simulators: Simulators) => void} [seed] what stands in the places @param {{ page: string[], forum: string[] }} [ambassadors]
   * @param {string[]} [origins] websites beside the demo's that may write
   */
  async set(seed = twoThreads, ambassadors = { page: [], forum: ["joris"] }, origins = []) {
    this.simulators = await startSimulators({});
    seed(this.simulators);
    const { issuer, audience } = jwt;
    const target = { relay: "" };
    this.server = createDemoServer({ target, jwt: { issuer, audience, secret: secrets.JWT_SECRET } });
    const { server } = this;
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    this.url = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
    const config = configFor(this.simulators);
    for (const place of config.bridges[0].places)
      place.ambassadors = ambassadors[/** @type {keyof typeof ambassadors} */ (place.id)];
    await this.relay.start({ ...config, origins: [this.url, ...origins] });
    target.relay = this.relay.url;
    await this.settled(3);
  }

  /** @param {[seed?: (simulators: Simulators) => void, ambassadors?: { page: string[], forum: string[] }]} how as of `set` */
  async start(...how) {
    // The one mostly waits while the other works.
    this.launched_ = launchChromium();
    await Promise.all([this.set(...how), this.launched_]);
    this.context = await this.launched_;
  }

  /** @param {number} copies that there are at least */
  settled(copies) {
    return this.relay.settled(copies);
  }

  /** @param {{ scheme?: "light" | "dark", signedIn?: boolean, policy?: string }} [options] `policy`: instead of the site's own */
  async open({ scheme = "light", signedIn = false, policy } = {}) {
    if (!this.context) throw new Error("the stage is not set");
    const page = await this.context.newPage();
    await page.emulateMedia({ colorScheme: scheme });
    watch(page, this.url ?? "", this.problems);
    if (policy) {
      await page.route(`${this.url}/`, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-security-policy": policy } });
      });
    }
    await page.goto(this.url ?? "");
    await page.locator("plein-feed [part=card]").first().waitFor();
    if (signedIn) await page.getByText("Als klant Ana").click();
    return page;
  }

  async end() {
    // That it did not start, who waited for it has been told.
    await (await this.launched_?.catch(() => undefined))?.close();
    this.server?.close();
    this.server?.closeAllConnections();
    await this.relay.remove();
    await this.simulators?.stop();
  }
}

/**
 * The stage of a file's tests: set before them; after each its pages are closed, and nothing has happened that must not.
 * @param {Parameters<Stage["start"]>} how
 */
export function stageOfTests(...how) {
  const stage = new Stage();
  before(() => stage.start(...how));
  after(() => stage.end());
  afterEach(async () => {
    for (const page of stage.context?.pages() ?? []) if (page.url() !== "about:blank") await page.close();
    assert.deepEqual(stage.problems.splice(0), []);
  });
  return stage;
}
