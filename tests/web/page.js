// Opens the widget in Chromium against a stub relay, and watches for what must never happen: errors, policy violations.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { buildWeb } from "../../scripts/build-web.js";
import { StubRelay } from "./stub-relay.js";

/** @import { BrowserContext, Page } from "playwright-core" */

const root = path.resolve(import.meta.dirname, "../..");
const hasEngine = existsSync(path.join(root, "build/wasm/plein_reader.wasm"));

/** A JWT as the brand's site would issue it; the stub does not check its signature. */
export const token = [
  { alg: "HS256" },
  { sub: "ana", name: "Ana de Wit", role: "visitor", exp: Math.floor(Date.now() / 1000) + 3600 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat("signature")
  .join(".");

/** @type {Promise<string> | undefined} */
let built;

/** @returns {Promise<string>} folder of the built widget */
export function widgetFiles() {
  built ??= (async () => {
    const out = await mkdtemp(path.join(os.tmpdir(), "plein-web-"));
    process.on("exit", () => rm(out, { recursive: true, force: true }));
    await buildWeb({ out, ...(hasEngine ? {} : { engine: path.join(import.meta.dirname, "fake-engine.js") }) });
    return out;
  })();
  return built;
}

/**
 * @param {(stage: { page: Page, relay: StubRelay, context: BrowserContext, problems: string[] }) => Promise<void>} act
 * @param {{ prepare?: (relay: StubRelay) => void, width?: number, height?: number, scheme?: "light" | "dark", open?: boolean, address?: string }} [options]
 */
export async function onPage(
  act,
  { prepare, width = 1000, height = 900, scheme = "light", open = true, address = "/" } = {},
) {
  const relay = await new StubRelay(await widgetFiles()).start();
  prepare?.(relay);
  const profile = await mkdtemp(path.join(os.tmpdir(), "plein-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    viewport: { width, height },
    colorScheme: scheme,
    locale: "nl-NL",
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(10_000);
    /** @type {string[]} */
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) problems.push(message.text());
    });
    if (open) await page.goto(relay.url + address);
    await act({ page, relay, context, problems });
  } finally {
    await context.close();
    await relay.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Until the engine holds the list. @param {Page} page */
export async function engineReady(page) {
  await page.waitForFunction(() => {
    const feed = /** @type {any} */ (document.querySelector("plein-feed"));
    return feed?.shadowRoot?.adoptedStyleSheets.length > 3;
  });
}
