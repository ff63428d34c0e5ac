#!/usr/bin/env node
// The command line: plein <command>. A command that goes on running ends itself.
import { runCommand } from "./run.js";

const code = await runCommand(process.argv.slice(2));
if (code !== null) process.exitCode = code;
