// Signing in with a popup, in a browser: the token reaches the page that asked, from the website that is named, and no other.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { eventually } from "../bridge/relay-fixture.js";
import { base, SignInFixture } from "../bridge/sign-in-fixture.js";

const secret = "the-secret-of-forum-and-relay";
const fixture = new SignInFixture();
const profile = mkdtempSync(path.join(tmpdir(), "plein-profile-"));
/** @type {import("playwright-core").BrowserContext} */
let browser;

/** The website, another one, the forum: each at an origin of its own. */
const page = createServer((request, response) => {
  response.setHeader("content-type", "text/html");
  if (request.url === "/widget") {
    const { url } = fixture.relay;
    return void response.end(
      `<!doctype html><html lang="en"><script type="module" src="${url}/plein/plein.js"></script>
       <plein-feed relay="${url}" bridge="noordnet"></plein-feed>`,
    );
  }
  response.end(
    `<script>window.got = []; addEventListener("message", ({ origin, data }) => got.push({ origin, data }));</script>`,
  );
});
const other = createServer((request, response) => void page.emit("request", request, response));
const forum = createServer((request, response) => {
  const sso = new URL(request.url ?? "", "http://x").searchParams.get("sso") ?? "";
  const asked = new URLSearchParams(Buffer.from(sso, "base64").toString());
  const fields = { nonce: asked.get("nonce") ?? "", external_id: "42", username: "ana", name: "Ana", groups: "" };
  const back = Buffer.from(String(new URLSearchParams(fields))).toString("base64");
  const sig = createHmac("sha256", secret).update(back).digest("hex");
  const where = (asked.get("return_sso_url") ?? "").replace(publicUrl, fixture.relay.url);
  response.writeHead(302, { location: `${where}?${new URLSearchParams({ sso: back, sig })}` }).end();
});
const publicUrl = "http://localhost:1";
const servers = [page, other, forum];
/** @param {import("node:http").Server} server */
const originOf = (server) =>
  `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;

before(async () => {
  for (const server of servers) await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const signIn = { discourse: { place: "forum", secret: { env: "SSO_SECRET" } } };
  const more = { public_url: publicUrl, origins: [originOf(page)] };
  await fixture.start(signIn, { SSO_SECRET: secret }, more, originOf(forum));
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  browser = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args });
});
after(async () => {
  await browser?.close();
  await fixture.relay.remove();
  for (const server of servers) server.close();
  rmSync(profile, { recursive: true, force: true });
});

/** @param {string} opener @returns {Promise<{got: any[], tab: import("playwright-core").Page}>} */
async function signIn(opener) {
  const tab = await browser.newPage();
  await tab.goto(opener);
  const query = new URLSearchParams({ origin: originOf(page), request: "request-of-the-page" });
  await tab.evaluate(
    (url) => void Object.assign(window, { popup: window.open(url, "sign-in", "popup") }),
    `${fixture.relay.url}${base}/sign-in/discourse?${query}`,
  );
  // Asked of its opener: it may be gone before the browser's driver has told that it was there.
  await tab.waitForFunction("popup.closed");
  return { got: await tab.evaluate("window.got"), tab };
}

test("the page that asked gets a token that the relay takes, and the popup closes", async () => {
  const { got, tab } = await signIn(originOf(page));
  assert.equal(got.length, 1);
  assert.equal(got[0].origin, fixture.relay.url);
  assert.deepEqual([got[0].data.type, got[0].data.request], ["plein-sign-in", "request-of-the-page"]);
  assert.deepEqual(await fixture.post(got[0].data.token), {
    status: 201,
    by: { id: "discourse:42", name: "Ana", role: "visitor", accounts: { forum: "42" } },
  });
  assert.deepEqual(await browser.cookies(), []);
  await tab.close();
});

test("another website that opens the popup gets nothing", async () => {
  const { got, tab } = await signIn(originOf(other));
  assert.deepEqual(got, []);
  await tab.close();
});

test("the widget opens the popup by itself, and goes on with what was wanted; unless its page prevents it", async () => {
  const tab = await browser.newPage();
  await tab.addInitScript(() => {
    const { open } = window;
    window.open = (...how) => Object.assign(window, { popup: open.apply(window, how) }).popup;
  });
  const asked = tab.waitForResponse((answer) => answer.url().endsWith("/sign-in")); // it may come before the page is loaded
  await tab.goto(`${originOf(page)}/widget`);
  const widget = tab.locator("plein-feed");
  await (await asked).finished();
  await widget.locator("[part=ask]").click();
  await tab.waitForFunction("window.popup?.closed");
  fixture.engine.calls.length = 0;
  await widget.locator(".asking input").waitFor();
  await widget.locator(".asking input").fill("Werkt dit?");
  await widget.locator(".asking textarea").fill("Ik ben net ingelogd.");
  await widget.locator(".asking textarea").press("Control+Enter");
  const asks = () =>
    fixture.engine.asked("command").map(({ command }) => [command.by.name, command.title, command.text]);
  await eventually("it is taken, under her name", () => asks().length > 0);
  assert.deepEqual(asks()[0], ["Ana", "Werkt dit?", "Ik ben net ingelogd."]);

  await tab.reload();
  await widget.locator("[part=ask]").waitFor();
  let popups = 0;
  tab.on("popup", () => (popups += 1));
  const prevented = tab.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener("plein-sign-in", (event) => {
          event.preventDefault();
          resolve(/** @type {CustomEvent} */ (event).detail.for);
        }),
      ),
  );
  await widget.locator("[part=ask]").click();
  assert.equal(await prevented, "ask");
  await tab.waitForTimeout(300);
  assert.equal(popups, 0);
  await tab.close();
});
