// What moved in a page by itself, as browsers measure it (layout-shift): what follows a person's own act within half a second aside.

/** @import { Page } from "playwright-core" */

/** Before the page is opened. @param {Page} page */
export async function observe(page) {
  await page.addInitScript(() => {
    /** @type {string[]} */
    const shifts = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        // A count that got another digit moves its own letters: as little as that is 0.000 by all who measure.
        if (entry.hadRecentInput || entry.value < 0.0005) continue;
        const moved = entry.sources.map((/** @type {any} */ { node, previousRect, currentRect }) => {
          const name = `${node?.nodeName}.${node?.className ?? ""}[${node?.getAttribute?.("part") ?? ""}]`;
          const at = (/** @type {DOMRectReadOnly} */ { x, y, width, height }) => `${x},${y} ${width}x${height}`;
          return `${name} from ${at(previousRect)} to ${at(currentRect)}`;
        });
        shifts.push(`${entry.value.toFixed(4)}: ${moved.join("; ")}`);
      }
    });
    observer.observe({ type: "layout-shift", buffered: true });
    Object.assign(window, { shifts });
  });
}

/** @param {Page} page @returns {Promise<string[]>} since it was asked last, all that has been painted included */
export async function shifts(page) {
  await page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  return page.evaluate(() => /** @type {any} */ (window).shifts.splice(0));
}
