// What is remembered of decisions for those whom they concern: read once, and let go with who is forgotten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetLately, latelyIn } from "../../bridge/http/lately.js";

const now = 1_795_000_000_000;

test("a decision is read once, and nothing is kept of before when somebody was forgotten", () => {
  const decision = { id: "1", did: "hold", on: true, reason: "A number.", post: "p1", at: now, words: "Call 06 1234" };
  /** @type {object[]} */
  let decisions = [decision];
  const query = () => ({ decisions, next: null });
  const host = /** @type {any} */ ({ query });
  assert.deepEqual([...latelyIn(host, now)], [["p1", { at: now, says: "Call 06 1234" }]]);
  decisions = [{ ...decision, id: "2", post: "p2", words: "Bye" }, decision];
  assert.deepEqual([...latelyIn(host, now).keys()], ["p1", "p2"]);
  decisions = [decisions[0] ?? {}]; // the first one's writer is forgotten, and what was decided about it
  forgetLately(host);
  assert.deepEqual([...latelyIn(host, now).keys()], ["p2"]);
  assert.equal(latelyIn(host, now + 31 * 86_400_000).size, 0, "what is long ago");
});
