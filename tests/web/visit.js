// Any page of the demo's server beside the brand's front page, with the stage's watch for what must never happen.

/**
 * @param {import("./stage.js").Stage} stage @param {string} address
 * @param {{ width?: number, scheme?: "light" | "dark", before?: (page: import("playwright-core").Page) => Promise<unknown> }} [how]
 */
export async function visit(stage, address, { width = 1280, scheme = "light", before } = {}) {
  if (!stage.context) throw new Error("the stage is not set");
  const page = await stage.context.newPage();
  page.on("pageerror", (error) => stage.problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && stage.problems.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(stage.url ?? "")) stage.problems.push(`a request to ${request.url()}`);
  });
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 900 });
  await before?.(page);
  await page.goto(`${stage.url}${address}`);
  return page;
}
