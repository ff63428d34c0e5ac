// npm run bench -- widget: what a visitor waits for and what their browser holds, beside two widgets that show comments
// (@waline/client and artalk), fed the same posts by one server, in one browser whose processor is slowed four times. Rounds
// take turns; medians; ratios to Plein's. And Plein alone: scrolling through a thread of 10,000 posts beside one of a hundred.
import { launchChromium } from "../tests/web/chromium.js";
import { artalk } from "../tests/bench/widget/artalk.js";
import { plein } from "../tests/bench/widget/plein.js";
import { benchPosts, count } from "../tests/bench/widget/posts.js";
import { scrollVisit } from "../tests/bench/widget/scroll.js";
import { serve } from "../tests/bench/widget/server.js";
import { firstVisit, longVisit } from "../tests/bench/widget/visit.js";
import { waline } from "../tests/bench/widget/waline.js";

/** @typedef {Record<string, number>} Figures */

/** @type {Record<string, string>} */
const rows = {
  readable: "20 posts can be read, ms",
  interactive: "at rest after that, ms",
  kB: "over the line, kB",
  heap: "script's heap, MB",
  wasm: "WebAssembly's memory, MB",
  nodes: "DOM nodes",
  thousand: "1,000 posts shown, ms",
  heap1000: "script's heap then, MB",
  nodes1000: "DOM nodes then",
};

/** Of the scrolling. @type {Record<string, string>} */
const scrolled = {
  opened: "opened, ms",
  step: "a step of scrolling, ms",
  worst: "the longest step, ms",
  long: "tasks over 50 ms, of 160 steps",
};
const few = 100;
const many = 10_000;

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {{ rounds?: number }} [options] */
export async function benchWidget({ rounds = 5 } = {}) {
  const posts = benchPosts();
  const peers = [await plein(posts), await waline(posts), await artalk(posts)];
  const server = await serve(peers);
  const context = await launchChromium();
  /** @type {Record<string, Figures[]>} */
  const seen = Object.fromEntries(peers.map(({ name }) => [name, []]));
  /** @type {Record<number, Figures[]>} by how many posts */
  const threads = { [few]: [], [many]: [] };
  try {
    // One round more, which counts for nothing: the browser itself is warm then.
    for (let round = 0; round <= rounds; round++) {
      for (const peer of peers) {
        const first = await firstVisit(context, server.url, peer);
        const long = await longVisit(context, server.url, peer, count);
        if (round) seen[peer.name].push({ ...first, ...long });
      }
      for (const count of [few, many]) {
        const figures = await scrollVisit(context, count);
        if (round) threads[count].push(figures);
      }
    }
  } finally {
    await context.close();
    server.end();
  }
  print(seen, rounds);
  printScrolled(threads);
}

/** @param {Record<number, Figures[]>} threads */
function printScrolled(threads) {
  console.log(`one opened thread, processor as it is${`${few} posts`.padStart(15)}${`${many} posts`.padStart(22)}`);
  for (const [key, label] of Object.entries(scrolled)) {
    const [one, other] = [few, many].map((count) => median(threads[count].map((figures) => figures[key])));
    const ratio = one ? ` (${(other / one).toFixed(2)})` : "";
    console.log(label.padEnd(28) + one.toFixed(1).padStart(22) + (other.toFixed(1) + ratio).padStart(22));
  }
}

/** @param {Record<string, Figures[]>} seen @param {number} rounds */
function print(seen, rounds) {
  const names = Object.keys(seen);
  console.log(`medians of ${rounds} rounds, processor slowed four times; in brackets: how many times Plein's`);
  console.log("".padEnd(28) + names.map((name) => name.padStart(22)).join(""));
  for (const [key, label] of Object.entries(rows)) {
    const of = (/** @type {string} */ name) => median(seen[name].map((figures) => figures[key]));
    const cells = names.map((name) => {
      const ratio = name === names[0] || !of(names[0]) ? "" : ` (${(of(name) / of(names[0])).toFixed(2)})`;
      return (of(name).toFixed(of(name) < 100 ? 1 : 0) + ratio).padStart(22);
    });
    console.log(label.padEnd(28) + cells.join(""));
  }
}
