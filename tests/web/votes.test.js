// One's own vote against what was asked for before it: the session alone, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { votingIn } from "../../web/session/votes.js";

const asked = { options: ["Monday", "Friday"], people: 0, counts: [0, 0] };
const voted = { options: ["Monday", "Friday"], people: 1, counts: [0, 1], chosen: [1] };

/** A session in which each request is answered when the test says so. */
function sessionOf() {
  /** @type {{ method: string, answer: (value: unknown) => void, fail: (error: Error) => void }[]} */
  const requests = [];
  const ask_ = (/** @type {string} */ method) =>
    new Promise((answer, fail) => void requests.push({ method, answer, fail }));
  const session = /** @type {any} */ ({ outbox: { person: { id: "ana" }, writes: { ask_ } }, tell: () => {} });
  return { session, requests };
}

/** What waits for an answer has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("an answer that was asked for before one voted does not take the vote back", async () => {
  const { session, requests } = sessionOf();
  const voting = votingIn(session, "poll-1", asked);
  assert.deepEqual(
    requests.map(({ method }) => method),
    ["GET"],
  );
  voting.mark(1, true);
  const sending = voting.send();
  requests[1]?.answer({ poll: voted });
  assert.equal(await sending, true);
  requests[0]?.answer({ poll: { ...asked, chosen: [] } });
  await settled();
  assert.deepEqual(voting.poll?.chosen, [1]);
  assert.equal(voting.isChanged, false);
  assert.equal(voting.poll?.people, 1);
});

test("where a vote fails, what was asked for before it still says what was chosen", async () => {
  const { session, requests } = sessionOf();
  const voting = votingIn(session, "poll-2", asked);
  voting.mark(0, true);
  const sending = voting.send();
  requests[1]?.fail(new Error("offline"));
  assert.equal(await sending, false);
  requests[0]?.answer({ poll: voted });
  await settled();
  assert.deepEqual(voting.poll?.chosen, [1]);
  assert.deepEqual([...voting.marked], [0]);
  assert.equal(voting.state, "failed");
});
