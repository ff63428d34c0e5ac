// Chromium as the tests use it, and a watch for what must never happen in a page.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

/** @import { BrowserContext, Page } from "playwright-core" */

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const more = ["--disable-component-update", "--disable-sync"];
const viewport = { width: 1280, height: 900 };

/** `PLEIN_SLOW=6`: pages run so many times as slowly, as on a busy machine: what waits for too little fails then. */
const slower = Number(process.env.PLEIN_SLOW) || 1;

/** @param {BrowserContext} context */
function slow(context) {
  /** @param {Page} page */
  const slowed = async (page) => {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  };
  context.on("page", (page) => void slowed(page).catch(() => {})); // it may be closed by then
}

/** @param {string[]} [args] further flags @returns {Promise<BrowserContext>} closing it takes its profile along */
export async function launchChromium(args = []) {
  const profile = await mkdtemp(path.join(tmpdir(), "plein-profile-"));
  const options = { executablePath: "/usr/bin/chromium", args: [...flags, ...more, ...args], viewport };
  const context = await chromium.launchPersistentContext(profile, options);
  if (slower > 1) slow(context);
  context.on("close", () => rm(profile, { recursive: true, force: true, maxRetries: 20 }));
  return context;
}

/**
 * Page errors, what the console calls an error, dialogs, and requests to elsewhere.
 * @param {Page} page @param {string} origin its own @param {string[]} problems where they go
 */
export function watch(page, origin, problems) {
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("dialog", (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) problems.push(`a request to ${request.url()}`);
  });
}
