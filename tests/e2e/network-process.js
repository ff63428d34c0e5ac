// The AT Protocol network, in a process of its own so that its heap and its logs stay apart. Started by network.js; says where it
// is in one line of JSON, and answers each line of its input ("settle") with one.
import { createInterface } from "node:readline";
import { TestNetwork } from "@atproto/dev-env";

const network = await TestNetwork.create({ dbPostgresSchema: "plein", pds: { hostname: "localhost" } });

/** @param {object} message */
const say = (message) => process.stdout.write(`@plein ${JSON.stringify(message)}\n`);
say({ pds: network.pds.url, appview: network.bsky.url });

for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "settle") continue;
  await network.processAll();
  say({ settled: true });
}
await network.close();
process.exit(0);
