// A case is answered, with a canned reply or without; what is left to be filled in, what the network loses, and what is kept for the next time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../bridge/relay-fixture.js";
import { first, inboxOfTests, openFirst } from "./inbox.js";
import { has, part, says } from "./stage.js";

const { stage, open, askedOnce } = inboxOfTests();

test("r replies: a canned reply is filled, what is left is pointed out, and one reply goes to every place", async () => {
  const page = await open();
  await openFirst(page);
  await page.locator(part("canned-button")).focus();
  await page.keyboard.press("Enter");
  await page.locator(part("canned")).first().waitFor();
  assert.match(await page.locator(part("canned")).first().innerText(), /Hello Ana de Wit/);
  await page.locator(part("canned")).first().focus();
  await page.keyboard.press("Enter");
  await has(page, "[part=input]");
  const field = page.locator(`${part("composer")} textarea`);
  assert.match(await field.inputValue(), /^Hello Ana de Wit, .* solved at \{\{time\}\}\.\n\nnoordnet\.example$/s);
  await page.locator(part("unfilled")).getByText("{{time}}").waitFor();
  await eventually("it says what becomes of it", async () =>
    /195 left/.test(await page.locator(part("plan")).innerText()),
  );
  // The first press points out what is left, with the field's name selected; then it is written.
  await page.keyboard.press("Control+Enter");
  await says(page, /Still to be filled in: \{\{time\}\}/);
  assert.equal(stage.relay.all("POST", "/posts").length, 0);
  await page.keyboard.type("14:00");
  await eventually("it is filled", async () => (await field.inputValue()).includes("solved at 14:00."));
  await page.keyboard.press("Control+Enter");
  const { key, ...reply } = await askedOnce("POST", "/posts");
  assert.match(key, /^[A-Za-z0-9_-]{8,64}$/);
  assert.equal(reply.parent, first);
  assert.equal(reply.format, "markdown");
  assert.match(reply.text, /solved at 14:00/);
  await says(page, /Your reply is sent to every place/);
  await page.locator(part("post")).getByText("solved at 14:00").waitFor();
  assert.equal(await field.inputValue(), "");
  await page.locator(part("undo")).click();
  await eventually("it is taken back", () =>
    stage.relay.asked.some(({ method, path }) => method === "DELETE" && path.startsWith("/posts/")),
  );
  await eventually("its text is back", async () => (await field.inputValue()).includes("14:00"));
});

test("a reply that the network loses is sent again under the same key, and its text stays", async () => {
  const page = await open();
  await openFirst(page);
  await page.keyboard.press("r");
  await has(page, "[part=input]");
  await page.keyboard.type("We are on it.");
  stage.relay.refuses.set("POST /posts", 503);
  await page.keyboard.press("Control+Enter");
  await says(page, /did not work.*wrong on our side/i);
  assert.equal(await page.locator(`${part("composer")} textarea`).inputValue(), "We are on it.");
  stage.relay.refuses.clear();
  await page.locator(part("send")).click();
  await page.locator(part("post")).getByText("We are on it.").waitFor();
  const keys = stage.relay.all("POST", "/posts").map(({ body }) => body.key);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.match(String(stage.problems.splice(0)), /503/);
});

test("a moderator keeps what they wrote as a canned reply, and removes one; both can be undone", async () => {
  const page = await open({ role: "moderator" });
  await openFirst(page);
  await page.locator(`${part("composer")} textarea`).fill("Hello {{name}}, thank you.");
  await page.locator(part("canned-button")).click();
  await page.locator(part("canned-keep")).click();
  await page.locator(part("dialog")).getByLabel("What it is called").fill("Thanks");
  await page.locator(part("submit")).click();
  await eventually("it is kept", () => stage.relay.asked.some(({ path }) => path.startsWith("/desk/canned/")));
  const { method, path, body } = stage.relay.asked.find((each) => each.path.startsWith("/desk/canned/")) ?? {};
  assert.equal(method, "POST");
  assert.match(String(path), /^\/desk\/canned\/[A-Za-z0-9_-]{8,64}$/);
  assert.deepEqual(body, { title: "Thanks", text: "Hello {{name}}, thank you." });
  await says(page, /The canned reply is kept/);
  await page.locator(part("canned-button")).click();
  await page.locator(part("canned")).nth(2).waitFor();
  await page.getByRole("button", { name: "Remove “Restart the modem”" }).click();
  await askedOnce("DELETE", "/desk/canned/reset-0001");
  await eventually("two are left", async () => (await page.locator(part("canned")).count()) === 2);
});
