// npm start: the demo brand's website, a relay, and the two places it joins, simulated. Prints one URL.
// The relay runs as a customer would run it: its own process, its own configuration file, its own database. It runs twice: what readers did
// before is recorded once it has read what they read.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { loadConfig } from "../bridge/config/load.js";
import { startSimulators } from "../tests/simulators/host.js";
import { workAtDesk } from "./desk-work.js";
import { earlier, historyBefore } from "./history.js";
import { ambassadors, people, seedDemo, threads } from "./places.js";
import { recordReaders } from "./readers.js";
import { createDemoServer, tokenFor } from "./server.js";
import { newcomers, waiting } from "./waiting.js";

const root = path.dirname(import.meta.dirname);
const folder = path.join(root, "build", "demo");
/** Its customer service is there every day. */
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const settledWithinMs = 60_000;
const wantedPort = Number(process.env.PORT ?? 8000);

/** @param {import("node:http").Server} server @param {number} port @returns {Promise<number>} the port it has */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      // Taken: any other will do.
      if (/** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE" && port !== 0) resolve(listen(server, 0));
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () =>
      resolve(/** @type {import("node:net").AddressInfo} */ (server.address()).port),
    );
  });
}

/** Starts the relay and gives its URL once it listens. @param {string} config @param {Record<string, string>} env @returns {Promise<{url: string, child: import("node:child_process").ChildProcess}>} */
function startRelay(config, env) {
  const child = spawn(process.execPath, [path.join(root, "bridge/main.js"), "--config", config], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the relay ended with exit code ${code}`)));
    createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stdout) }).on("line", (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === "listening") resolve({ url: entry.url, child });
      if (entry.level >= 40) process.stderr.write(`relay: ${line}\n`);
    });
  });
}

/** Until it has taken in what stands in the places, and written what is to stand in both. @param {string} url @returns {Promise<boolean>} false: not in time */
async function isSettled(url) {
  for (const until = Date.now() + settledWithinMs; ;) {
    const { adopted, deliveries } = (await (await fetch(`${url}/healthz`)).json()).bridges.noordnet;
    if (adopted && deliveries.sent > 0 && !deliveries.waiting && !deliveries.sending) return true;
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {import("node:child_process").ChildProcess} child */
async function endRelay(child) {
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
}

// The simulated places begin anew each time, and so does what the relay knows of them.
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const simulators = await startSimulators({});
const began = Date.now();
seedDemo(simulators, began, {
  people: [...people, ...newcomers, ...earlier],
  threads: [...historyBefore(began), ...threads, ...waiting],
});
simulators.page.setProfile("noordnet.test", { followers: 48_216 });

const jwt = { issuer: "https://www.noordnet.example", audience: "plein", secret: randomBytes(32).toString("hex") };
/** @type {{ relay: string }} */
const target = { relay: "" };
const site = createDemoServer({ target, jwt, simulators });
const url = `http://127.0.0.1:${await listen(site, wantedPort)}`;

const config = {
  listen: { host: "127.0.0.1", port: 0 },
  database: "plein.db",
  bridges: [
    {
      id: "noordnet",
      language: "nl",
      site: { name: "noordnet.example", url },
      sign_in: { jwt: { issuer: jwt.issuer, audience: jwt.audience, secret: { env: "PLEIN_JWT_SECRET" } } },
      plan: [
        { goal: "customer_communication", targets: { answered_share: 9000, first_reply_median: 3600000 } },
        { goal: "traffic", targets: { visits: 20000, posts: 90 } },
      ],
      webcare: {
        target_minutes: 60,
        places: { forum: 240 },
        escalate_minutes: 120,
        hours: Object.fromEntries(days.map((day) => [day, ["08:00", "22:00"]])),
        time_zone: "Europe/Amsterdam",
      },
      places: [
        {
          id: "page",
          kind: "page",
          platform: "bluesky",
          name: "Bluesky",
          url: simulators.bluesky.url,
          web: `${url}/bluesky`,
          account: { identifier: simulators.bluesky.brand.handle, password: { env: "PLEIN_PAGE_PASSWORD" } },
          ambassadors: ambassadors.page,
          poll_every_ms: 400,
        },
        {
          id: "forum",
          kind: "forum",
          platform: "nodebb",
          name: "Noordnet forum",
          url: simulators.nodebb.url,
          web: `${url}/forum`,
          account: { token: { env: "PLEIN_FORUM_TOKEN" } },
          settings: { category: String(simulators.nodebb.category), uid: String(simulators.nodebb.bridge.uid) },
          ambassadors: ambassadors.forum,
          poll_every_ms: 400,
        },
      ],
    },
  ],
};
const file = path.join(folder, "plein.json");
writeFileSync(file, JSON.stringify(config, null, 2) + "\n");
const env = {
  PLEIN_JWT_SECRET: jwt.secret,
  PLEIN_PAGE_PASSWORD: simulators.bluesky.brand.password,
  PLEIN_FORUM_TOKEN: simulators.nodebb.masterToken,
};
const first = await startRelay(file, env);
const settled = await isSettled(first.url);
await endRelay(first.child);
if (settled) await recordReaders(loadConfig(file), { ...process.env, ...env }, began);
else console.error("The relay is still busy with the places: the desk's figures have no past this time.");
const relay = await startRelay(file, env);
target.relay = relay.url;

console.log(
  `\n  ${url}\n\nThe brand's website. Its places, simulated: ${url}/bluesky and ${url}/forum. Its people work at ${url}/desk. Ctrl+C ends it.`,
);
const [manager, ambassador, customer] = await Promise.all(["mia", "joris", "ana"].map((who) => tokenFor(who, jwt)));
// The site can be looked at meanwhile; the desk shows the work as it comes in.
workAtDesk(relay.url, { manager, ambassador, customer }).catch((error) =>
  console.error(`The desk stays emptier: ${error.message}`),
);

let ending = false;
const end = async () => {
  if (ending) return;
  ending = true;
  await endRelay(relay.child);
  site.close();
  site.closeAllConnections();
  await simulators.stop();
  process.exit(0);
};
process.once("SIGINT", end);
process.once("SIGTERM", end);
