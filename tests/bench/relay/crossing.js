// Posts that cross: from the Page to the forum, and from the widget to both; against as many bare POSTs and durable writes.
import { eventually } from "../../bridge/relay-fixture.js";
import { now, Stage } from "./stage.js";

const posts = 1000;
const typists = 8; // who post in the widget at the same time

/** @typedef {import("./bare.js").Bare} Bare */
/** @typedef {{what: string, posts: number, copies: number, ms: number, simulatorsMs: number, requests: number, bareMs: number}} Crossed */

/**
 * @param {Bare} bare @param {string} what @param {{page?: number, forum?: number}} copies that come to stand of each post
 * @param {(stage: Stage) => Promise<() => Promise<unknown>>} prepare gives what lets the posts come
 * @returns {Promise<Crossed>}
 */
async function measure(bare, what, { page = 0, forum = 0 }, prepare) {
  const stage = await Stage.open();
  try {
    const copies = posts * (page + forum);
    const go = await prepare(stage);
    const before = await bare.both(copies);
    await stage.places.ask("clear");
    const begun = now();
    await go();
    const last = await eventually(
      "every copy stands",
      async () => {
        const counts = await stage.places.ask("counts");
        return counts.page >= posts * page && counts.forum >= posts * forum && counts;
      },
      120000,
    );
    const { page: onPage, forum: onForum } = await stage.places.ask("noted");
    const writes = [...onPage, ...onForum].filter(({ method }) => method === "POST");
    const ms = Math.max(...writes.map(({ answeredAt }) => answeredAt)) - begun;
    if (writes.length !== copies) throw new Error(`${writes.length} writes, expected ${copies}`);
    const bareMs = (before + (await bare.both(copies))) / 2;
    return { what, posts, copies, ms, simulatorsMs: last.spentMs, requests: last.requests, bareMs };
  } finally {
    await stage.close();
  }
}

/** @param {Bare} bare @returns {Promise<Crossed[]>} */
export async function crossing(bare) {
  const told = await measure(bare, "Page to forum, told by webhooks", { forum: 1 }, async (stage) => {
    const webhooks = await stage.places.ask("ask", posts);
    return async () => {
      for (const webhook of webhooks) await stage.webhook(webhook);
    };
  });
  const typed = await measure(bare, "widget to forum and Page", { page: 1, forum: 1 }, async (stage) => async () => {
    let left = posts;
    const typing = async () => {
      while (left > 0) {
        const number = left--;
        await stage.post(
          `crossing-${number}`,
          `Vraag ${number} over de router in de gang, die sinds gisteren rood knippert.`,
        );
      }
    };
    await Promise.all(Array.from({ length: typists }, typing));
  });
  return [told, typed];
}
