// A forum (NodeBB) and a page (Bluesky) behind HTTP on 127.0.0.1, and what people do there, with tokens of their own.
import { HostedSimulator, loadHost } from "./hosted.js";
import { createForum, createPage } from "./people.js";

/**
 * @typedef {object} Faults Each is set to what is named and stays otherwise (simulator.h says what they do).
 * @property {number} [lose_request_next]
 * @property {number} [throttle_next]
 * @property {number} [throttle_for_ms]
 * @property {number} [fail_next]
 * @property {number} [fail_status]
 * @property {number} [lose_answer_next]
 * @property {number} [fail_after_write_next]
 * @property {number} [malformed_next]
 * @property {number} [deep_next]
 * @property {number} [oversized_next]
 * @property {boolean} [approval_queue]
 * @property {boolean} [queue_everyone]
 * @property {number} [read_lag_ms]
 * @property {boolean} [unauthorised]
 *
 * @typedef {object} Options
 * @property {number} [nodebbPort] 0, the default, is a free one.
 * @property {number} [blueskyPort]
 * @property {() => number} [now] The simulators' clock; default: Date.now.
 * @property {URL | string} [wasm] The folder with plein_simulator_host.js; default: build/wasm.
 * @property {Record<string, unknown>} [nodebbSettings] Of NodebbSettings: post_delay_ms, minimum_post_length ...
 * @property {Record<string, unknown>} [blueskySettings] Of BlueskySettings: access_ms, points_max ...
 * @property {string} [brand] Handle of the page; default: noordnet.test.
 * @property {string} [brandName] Default: Noordnet.
 * @property {boolean} [powerless] The account that writes for us on the forum may not moderate there.
 * @property {string} [snapshot] What `snapshot()` gave: start from there.
 */

/** @param {Options} [options] */
export async function startSimulators(options = {}) {
  const clock = options.now ?? Date.now;
  const run = await loadHost(options.wasm ?? new URL("../../build/wasm/", import.meta.url));
  const brandHandle = options.brand ?? "noordnet.test";
  /** @type {any[]} */
  const history = [];
  const hosting = { run, clock, history };
  const hosted = {
    nodebb: await HostedSimulator.start("nodebb", {
      ...hosting,
      port: options.nodebbPort,
      settings: options.nodebbSettings,
    }),
    bluesky: await HostedSimulator.start("bluesky", {
      ...hosting,
      port: options.blueskyPort,
      settings: options.blueskySettings,
    }),
  };
  if (options.snapshot)
    for (const { by, ...call } of JSON.parse(options.snapshot)) hosted[/** @type {"nodebb"} */ (by)].act(call);

  const forum = createForum(hosted.nodebb, options.snapshot ? history : []);
  const page = createPage(hosted.bluesky, options.snapshot ? history : [], brandHandle);

  const year = 365 * 86_400_000;
  const admin = forum.person("admin", { admin: true, at: clock() - year });
  const bridge = forum.person("plein", { displayName: "Plein", admin: !options.powerless, at: clock() - year });
  const brand = page.person(brandHandle, { displayName: options.brandName ?? "Noordnet", at: clock() - year });

  return {
    nodebb: { url: hosted.nodebb.url, masterToken: "master-token", admin, bridge, category: 2 },
    bluesky: {
      url: hosted.bluesky.url,
      brand,
      /** @param {string} handle @param {string} password as its owner changes it: what was signed in with the old one ends */
      setPassword: (handle, password) => hosted.bluesky.setUp({ do: "set_password", handle, password }),
    },
    forum,
    page,
    /** @param {"nodebb" | "bluesky"} platform @param {Faults} faults */
    faults(platform, faults) {
      hosted[platform].faults(faults);
    },
    /** Everything done so far, as text for `Options.snapshot`. */
    snapshot: () =>
      JSON.stringify(
        history.map(({ id, ...call }) => ({ by: id === hosted.nodebb.id ? "nodebb" : "bluesky", ...call })),
      ),
    async stop() {
      await Promise.all([hosted.nodebb.stop(), hosted.bluesky.stop()]);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startSimulators>>} Simulators */
