// npm run bench -- relay: what one relay bears, over the loopback, between simulated places that answer at once, each part in a process of
// its own: how long an event takes to 10,000 readers, how many posts cross, and how long after a webhook its copy is asked for.
import { Bare } from "../tests/bench/relay/bare.js";
import { crossing } from "../tests/bench/relay/crossing.js";
import { fanOut, readersWanted } from "../tests/bench/relay/fan-out.js";
import { webhookToCopy } from "../tests/bench/relay/webhook-to-copy.js";

const ms = (/** @type {number} */ value) => value.toFixed(value < 10 ? 2 : 0);
const times = (/** @type {number} */ ratio) => `${ratio.toFixed(2)}×`;
const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);

/** @param {[text: string | number, width: number][]} cells a width below 0: from the left */
const say = (cells) =>
  console.log(
    cells.map(([text, width]) => (width < 0 ? String(text).padEnd(-width) : String(text).padStart(width))).join(""),
  );

export async function benchRelay() {
  const bare = await Bare.start();
  try {
    sayWebhook(await webhookToCopy(bare));
    sayCrossing(await crossing(bare));
    sayFanOut(await fanOut());
  } finally {
    await bare.stop();
  }
}

/** @param {Awaited<ReturnType<typeof webhookToCopy>>} found */
function sayWebhook({ rounds, whole, own, post, write, both }) {
  /** @param {string} what @param {{median: number, p95: number}} found */
  const row = (what, { median, p95 }) =>
    say([
      [what, -58],
      [ms(median), 8],
      [ms(p95), 8],
      [times(median / both.median), 10],
      [times(p95 / both.p95), 8],
    ]);
  const title = `from a webhook to its copy, ms (${rounds} of Facebook's, to NodeBB)`;
  say([
    [title, -58],
    ["median", 8],
    ["95 %", 8],
    ["to bare:", 10],
    ["95 %", 8],
  ]);
  row("from sending the webhook until the copy's request came in", whole);
  row("  from when the Page had shown what was said", own);
  row("bare: one round trip and one durable write", both);
  row("  the round trip", post);
  row("  the write", write);
  console.log(
    "A webhook says where to look: its thread is read, then copied. That is two round trips and two durable writes.\n",
  );
}

/** @param {Awaited<ReturnType<typeof crossing>>} found */
function sayCrossing(found) {
  say([
    ["posts that cross", -36],
    ["posts", 6],
    ["copies", 8],
    ["copies a second", 17],
    ["bare", 8],
    ["ratio", 7],
    ["simulators", 12],
  ]);
  for (const { what, posts, copies, ms: took, simulatorsMs, bareMs } of found) {
    say([
      [what, -36],
      [posts, 6],
      [copies, 8],
      [((copies / took) * 1000).toFixed(0), 17],
      [((copies / bareMs) * 1000).toFixed(0), 8],
      [times(took / bareMs), 7],
      [`${((simulatorsMs / took) * 100).toFixed(0)} %`, 12],
    ]);
  }
  console.log(
    "Bare: as many POSTs, each with one durable write. Simulators: the share of the time that they took themselves. No budget paces this: the\n" +
      "simulated Page and forum take as many writes as come.\n",
  );
}

/** @param {Awaited<ReturnType<typeof fanOut>>} found */
function sayFanOut({ readers, median, worst, each, eachAfter }) {
  say([
    ["readers of one relay", -22],
    ["an event to the last, ms: median", 34],
    ["worst", 8],
    ["kB a reader: when connected", 30],
    ["after the events", 18],
  ]);
  say([
    [readers, -22],
    [ms(median), 34],
    [ms(worst), 8],
    [kB(each), 30],
    [kB(eachAfter), 18],
  ]);
  if (readers < readersWanted)
    console.log(`This machine lets no process open as many files as ${readersWanted} readers need.`);
}
