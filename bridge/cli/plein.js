#!/usr/bin/env node
// The command line: plein <command>. A command that goes on running ends itself.
const [major] = process.versions.node.split(".").map(Number);
if (major < 24) {
  console.error(
    `plein: found Node ${process.versions.node}, expected 24 or newer. "npx plein" uses the one that npm ci installed.`,
  );
  process.exitCode = 1;
} else {
  const { runCommand } = await import("./run.js");
  const code = await runCommand(process.argv.slice(2));
  if (code !== null) process.exitCode = code;
}
