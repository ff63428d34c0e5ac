// From a webhook's arrival to the copy's request reaching the other place; against one round trip over the loopback and one durable write,
// measured in turn.
import { eventually } from "../../bridge/relay-fixture.js";
import { now, quantile, Stage } from "./stage.js";

const rounds = 300;
const warmUp = 50;
const pauseMs = 10; // until nothing of the round before is under way

/** @param {import("./bare.js").Bare} bare */
export async function webhookToCopy(bare) {
  const stage = await Stage.open();
  /** @type {Record<"whole" | "own" | "post" | "write" | "both", number[]>} */
  const times = { whole: [], own: [], post: [], write: [], both: [] };
  try {
    const webhooks = await stage.places.ask("ask", rounds + warmUp, 1);
    for (const [i, webhook] of webhooks.entries()) {
      const post = await bare.post();
      const write = bare.write();
      await stage.places.ask("clear");
      const begun = now();
      await stage.webhook(webhook);
      const noted = await eventually("the copy is asked for", async () => {
        const { page, forum } = await stage.places.ask("noted");
        const copy = forum.find((/** @type {any} */ { method }) => method === "POST");
        return copy && { copy, read: page.find((/** @type {any} */ { method }) => method === "GET") };
      });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (i < warmUp) continue;
      times.whole.push(noted.copy.at - begun);
      times.own.push(noted.copy.at - noted.read.answeredAt);
      times.post.push(post);
      times.write.push(write);
      times.both.push(post + write);
    }
    const of = (/** @type {number[]} */ list) => ({ median: quantile(list), p95: quantile(list, 0.95) });
    const { whole, own, post, write, both } = times;
    return { rounds, whole: of(whole), own: of(own), post: of(post), write: of(write), both: of(both) };
  } finally {
    await stage.close();
  }
}
