// The dependency audit fails where something grave is known, and only there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAudit } from "../../scripts/audit.js";

/** @param {Record<string, string>} severities */
const report = (severities) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      Object.entries(severities).map(([name, severity]) => [
        name,
        { name, severity, via: [{ title: "Reads beyond its end", url: "https://advisories.example/1" }, "other"] },
      ]),
    ),
  });

test("a grave advisory is named with its reason; a lesser one is counted", () => {
  assert.deepEqual(readAudit(report({ fine: "moderate", bad: "high", worse: "critical" })), {
    asked: true,
    grave: [
      "bad (high): Reads beyond its end https://advisories.example/1; by other",
      "worse (critical): Reads beyond its end https://advisories.example/1; by other",
    ],
    others: 1,
  });
  assert.deepEqual(readAudit(report({})), { asked: true, grave: [], others: 0 });
});

test("a registry that cannot be asked is not taken for one that knows nothing bad", () => {
  assert.deepEqual(readAudit(""), { asked: false, why: "npm gave no answer" });
  assert.deepEqual(readAudit('{"message":"405 Method Not Allowed"}'), { asked: false, why: "405 Method Not Allowed" });
  assert.deepEqual(readAudit('{"error":{"summary":"no network"}}'), { asked: false, why: "no network" });
});
