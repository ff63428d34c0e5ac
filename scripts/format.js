// npm run format rewrites; npm run lint (without --write) only checks. clang-format for C++, Prettier for the rest.
import { execFileSync } from "node:child_process";
import { root, run } from "./run.js";

const write = process.argv.includes("--write");
/** @param {...string} patterns */
const tracked = (...patterns) =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...patterns], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter((name) => name !== "" && !name.startsWith("tests/fixtures/"));

run("clang-format", [...(write ? ["-i"] : ["--dry-run", "--Werror"]), ...tracked("*.cpp", "*.h")]);
run("node_modules/.bin/prettier", [
  write ? "--write" : "--check",
  "--log-level=warn",
  ...tracked("*.js", "*.ts", "*.css", "*.html", "package.json", "*.json"),
]);
