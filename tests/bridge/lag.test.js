// The lag of a place is measured from the first word of a copy until it stands, once, and of nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Lag } from "../../bridge/http/lag.js";

/** @param {Record<string, string>} states by place @param {string} [id] @returns {any} */
const event = (states, id = "a") => ({
  seq: "e-1",
  post: { id, copies: Object.entries(states).map(([place, state]) => ({ place, state })) },
});

test("each copy that came to stand is measured once, from when it was first told", () => {
  let now = 0;
  /** @type {[string, number][]} */
  const seen = [];
  const lag = new Lag(
    (place, seconds) => seen.push([place, seconds]),
    () => now,
  );
  lag.take([event({ page: "waiting", forum: "waiting" }), { seq: "e-2" }, event({ page: "sent" }, "met so")]);
  now = 1500;
  lag.take([event({ page: "sending", forum: "sent" }), event({ page: "waiting" }, "held later")]);
  now = 4000;
  lag.take([event({ page: "unknown", forum: "sent" }), event({ page: "held" }, "held later")]);
  now = 5000;
  lag.take([event({ page: "sent", forum: "sent" }), event({ page: "sent" }, "held later")]);
  lag.take([event({ page: "sent", forum: "sent" })]);
  assert.deepEqual(seen, [
    ["forum", 1.5],
    ["page", 5],
  ]);
});
