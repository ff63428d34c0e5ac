// What a page holds: after a garbage collection the script's heap, the memory of WebAssembly, and what is counted.

/** @import { Page } from "playwright-core" */
/** @typedef {{ bytes: number, heap: number, wasm: number, nodes: number, listeners: number }} Held */

/** Before the page loads: its engines' memories are known from then on. @param {Page} page */
export async function follow(page) {
  await page.addInitScript(() => {
    /** @type {WebAssembly.Memory[]} */
    const memories = [];
    const { instantiate } = WebAssembly;
    /** @param {any[]} from */
    WebAssembly.instantiate = /** @type {any} */ (
      async (/** @type {[any]} */ ...from) => {
        const made = /** @type {any} */ (await instantiate(...from));
        const { exports } = made.instance ?? made;
        for (const each of Object.values(exports)) if (each instanceof WebAssembly.Memory) memories.push(each);
        return made;
      }
    );
    const bytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    Object.assign(window, { wasmBytes: bytes });
  });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await cdp.send("HeapProfiler.enable");
  /** @returns {Promise<Held>} */
  return async () => {
    // What is finalised by one collection is collected by the next.
    for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const of = (/** @type {string} */ name) => metrics.find((each) => each.name === name)?.value ?? NaN;
    const heap = of("JSHeapUsedSize");
    const wasm = /** @type {number} */ (await page.evaluate("wasmBytes()"));
    return { bytes: heap + wasm, heap, wasm, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  };
}
