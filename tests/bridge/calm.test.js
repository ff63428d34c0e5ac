// What changes often is told now and then, and the last of it always.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Calm } from "../../bridge/http/calm.js";

test("what comes is told at once; what comes meanwhile once, when the while is over; and after that at once again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let told = 0;
  const calm = new Calm(() => (told += 1), 1000);
  calm.come();
  assert.equal(told, 1);
  for (let i = 0; i < 50; ++i) calm.come();
  assert.equal(told, 1);
  t.mock.timers.tick(999);
  assert.equal(told, 1);
  t.mock.timers.tick(1);
  assert.equal(told, 2);
  t.mock.timers.tick(1000);
  assert.equal(told, 2, "nothing came meanwhile");
  calm.come();
  assert.equal(told, 3);
  calm.come();
  calm.end();
  t.mock.timers.tick(5000);
  assert.equal(told, 3, "it has ended");
});
