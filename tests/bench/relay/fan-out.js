// An event to all readers of one relay: how long until the last one has it, and what a reader costs in memory.
import { execFileSync } from "node:child_process";
import { eventually } from "../../bridge/relay-fixture.js";
import { Part } from "./process.js";
import { now, quantile, Stage } from "./stage.js";

export const readersWanted = 10000;
const spare = 200; // files that a process has open besides
const events = 9;

/** @param {number | undefined} pid @returns {number} bytes */
const memoryOf = (pid) => Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) * 1024;

/** How many readers this machine lets a process have. */
function readersPossible() {
  const most = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim();
  return most === "unlimited" ? readersWanted : Math.min(readersWanted, Number(most) - spare);
}

export async function fanOut() {
  const readers = readersPossible();
  const ulimit = `-n ${readers + spare}`;
  const stage = await Stage.open({ ulimit });
  const subscribers = await Part.start("subscribers.js", { ulimit });
  try {
    await stage.post("warming-up", "Een bericht vooraf.");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const before = memoryOf(stage.relay.pid);
    await subscribers.ask("subscribe", stage.events, readers);
    const settled = memoryOf(stage.relay.pid);
    const times = [];
    for (let i = 0; i < events; i++) {
      const word = `woord${1000 + i}`;
      await subscribers.ask("await", word);
      const begun = now();
      await stage.post(`fan-out-${i}`, `Een bericht voor iedereen, ${word}.`);
      const { lastAt } = await eventually("every reader has it", async () => {
        const found = await subscribers.ask("reached");
        if (found.lost > 0) throw new Error(`${found.lost} readers were let go`);
        return found.reached === readers && found;
      });
      times.push(lastAt - begun);
      await new Promise((resolve) => setTimeout(resolve, 1000)); // its copies are told of too
    }
    const after = memoryOf(stage.relay.pid);
    return {
      readers,
      median: quantile(times),
      worst: Math.max(...times),
      each: (settled - before) / readers,
      eachAfter: (after - before) / readers,
    };
  } finally {
    subscribers.end();
    await stage.close();
  }
}
