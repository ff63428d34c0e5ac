// npm run audit: what is known to be wrong with the packages that a relay runs with. Fails on a high or critical advisory. Where the registry
// cannot be asked it says so and does not fail: what is built is not worse for it, and somebody without a network can build too.
import { spawnSync } from "node:child_process";
import { root } from "./run.js";

/** @typedef {{name: string, severity: string, via: (string | {title: string, url: string})[]}} Vulnerability */

const grave = new Set(["high", "critical"]);

/**
 * @param {string} output of `npm audit --json`
 * @returns {{asked: false, why: string} | {asked: true, grave: string[], others: number}}
 */
export function readAudit(output) {
  /** @type {{vulnerabilities?: Record<string, Vulnerability>, message?: string, error?: {summary?: string}}} */
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { asked: false, why: "npm gave no answer" };
  }
  if (!report.vulnerabilities)
    return { asked: false, why: report.message || report.error?.summary || "npm gave no list" };
  const all = Object.values(report.vulnerabilities);
  const found = all.filter(({ severity }) => grave.has(severity));
  const lines = found.map(({ name, severity, via }) => {
    const why = via.map((one) => (typeof one === "string" ? `by ${one}` : `${one.title} ${one.url}`));
    return `${name} (${severity}): ${why.join("; ")}`;
  });
  return { asked: true, grave: lines, others: all.length - found.length };
}

if (process.argv[1] === import.meta.filename) {
  const args = ["audit", "--omit=dev", "--json"];
  const { stdout } = spawnSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20, timeout: 60000 });
  const audit = readAudit(stdout ?? "");
  if (!audit.asked) console.log(`audit: the registry could not be asked (${audit.why}): nothing is known`);
  else {
    for (const line of audit.grave) console.log(`audit: ${line}`);
    console.log(`audit: ${audit.grave.length} high or critical, ${audit.others} others`);
    if (audit.grave.length > 0) process.exitCode = 1;
  }
}
