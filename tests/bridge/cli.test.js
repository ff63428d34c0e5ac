// The command line: what it says of itself, what it does with wrong usage, and the commands that need no place: init, token, serve.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, beforeEach, test } from "node:test";
import { loadConfig } from "../../bridge/config/load.js";
import { bearer } from "../../bridge/people/jwt.js";
import { command } from "./command.js";
import { configFor, jwt, secrets } from "./relay-fixture.js";

const root = mkdtempSync(path.join(tmpdir(), "plein-cli-"));
after(() => rmSync(root, { recursive: true, force: true }));
let folder = "";
let cases = 0;
beforeEach(() => {
  folder = mkdtempSync(path.join(root, `${++cases}-`));
});
const bin = path.resolve(import.meta.dirname, "../../bridge/cli/plein.js");
const names = ["init", "doctor", "serve", "backfill", "export", "import", "snapshot", "repair", "token"];
const nowhere = /** @type {any} */ ({
  bluesky: { url: "http://127.0.0.1:1", brand: { handle: "brand.test" } },
  nodebb: { url: "http://127.0.0.1:2", category: 2, bridge: { uid: 1 } },
});

/** @param {(config: any) => void} [change] @returns {string} the file */
function configured(change = () => {}) {
  const config = configFor(nowhere);
  change(config);
  const file = path.join(folder, "plein.json");
  writeFileSync(file, JSON.stringify(config));
  return file;
}

test("--help lists every command, --version says which it is, and each command explains itself", async () => {
  const { code, out } = await command(["--help"]);
  assert.equal(code, 0);
  for (const name of names) {
    assert.match(out, new RegExp(`^  ${name} `, "m"));
    const help = await command([name, "--help"]);
    assert.deepEqual([help.code, help.err], [0, ""]);
    assert.match(help.out, new RegExp(`^Usage: plein ${name} `));
    assert.match(help.out, /Exit codes: 0 /);
  }
  assert.match((await command(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
});

test("the documentation tells of every command, every option and every exit code", async () => {
  const document = readFileSync(path.resolve(import.meta.dirname, "../../docs/cli.md"), "utf8");
  for (const name of names) {
    assert.ok(document.includes(`\`plein ${name}`), name);
    const { out } = await command([name, "--help"]);
    for (const [option] of out.matchAll(/--[a-z-]+/g)) assert.ok(document.includes(option), `${name} ${option}`);
  }
  for (const code of [0, 1, 2, 3]) assert.match(document, new RegExp(`^\\| ${code} \\|`, "m"));
});

for (const [what, args, words] of /** @type {[string, string[], RegExp][]} */ ([
  ["another command", ["frobnicate"], /found the command "frobnicate", expected one of: init, doctor/],
  ["a name every object has", ["constructor"], /found the command "constructor"/],
  ["another option", ["serve", "--colour", "red"], /Unknown option '--colour'/],
  ["a word too many", ["serve", "plein.json"], /plein\.json/],
  ["no configuration", ["serve"], /found no --config, expected it/],
  ["two things missing", ["export"], /found no --config, no --to/],
  [
    "a day that is none",
    ["backfill", "--config", "x", "--since", "last week"],
    /--since: found "last week", expected a day/,
  ],
  [
    "a lifetime without end",
    ["token", "--config", "x", "--id", "i", "--name", "n", "--lifetime", "400d"],
    /7d at most/,
  ],
])) {
  test(`${what}: exit code 2, what was found, and what is expected`, async () => {
    const { code, out, err } = await command(args);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, words);
  });
}

test("what is wrong with a configuration is said by its path, with exit code 2", async () => {
  const file = configured((config) => (config.bridges[0].places[1].platform = "phpbb"));
  for (const args of [["serve"], ["snapshot"], ["backfill", "--since", "2026-01-01"]]) {
    const { code, err } = await command([...args, "--config", file]);
    assert.equal(code, 2);
    assert.match(err, /plein\.json: bridges\[0\]\.places\[1\]\.platform: found the text "phpbb"/);
  }
});

const flags = [
  ...["--site-name", "Noordnet.example", "--site-url", "https://www.noordnet.example/community"],
  ...["--page", "mastodon", "--page-url", "https://m.example", "--forum", "discourse"],
  ...["--forum-url", "https://forum.noordnet.example", "--forum-set", "category=5", "--forum-set", "username=plein"],
];

test("init without a terminal writes what serve accepts, and names every variable to set", async () => {
  const file = path.join(folder, "new.json");
  const { code, out, err } = await command(["init", "--config", file, "--webhooks", ...flags]);
  assert.deepEqual([code, err], [0, ""]);
  const config = loadConfig(file);
  const bridge = config.bridges[0];
  assert.deepEqual(
    [bridge?.id, bridge?.language, config.origins],
    ["noordnet", "en", ["https://www.noordnet.example"]],
  );
  assert.deepEqual(bridge?.places[1]?.settings, { category: "5", username: "plein" });
  const named = ["PLEIN_JWT_SECRET", "PLEIN_PAGE_TOKEN", "PLEIN_FORUM_KEY", "PLEIN_FORUM_WEBHOOK_SECRET"];
  for (const name of named) assert.ok(out.includes(name), name);
  const written = [...readFileSync(file, "utf8").matchAll(/"env": "(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(written.sort(), named.sort());
  assert.deepEqual(readdirSync(folder), ["new.json"]);
});

test("init leaves a file that is there alone, unless it is told otherwise", async () => {
  const file = path.join(folder, "plein.json");
  writeFileSync(file, "mine");
  const refused = await command(["init", "--config", file, ...flags]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /is there already, and was left as it is; --force/);
  assert.equal(readFileSync(file, "utf8"), "mine");
  assert.equal((await command(["init", "--config", file, "--force", ...flags])).code, 0);
  assert.equal(loadConfig(file).bridges.length, 1);
});

for (const [what, spoil, words] of /** @type {[string, (args: string[]) => string[], RegExp][]} */ ([
  ["nothing about the forum", (args) => args.slice(0, 8), /found no --forum, expected it where there is no terminal/],
  [
    "a forum's address missing",
    (args) => args.filter((arg) => !/forum-url|forum\.n/.test(arg)),
    /found no --forum-url/,
  ],
  ["a setting missing", (args) => args.slice(0, -2), /--forum-set: found no username=…/],
  ["a setting that is none", (args) => [...args, "--page-set", "token=hunter2"], /--page-set: expected nothing/],
  ["a page that is a forum", (args) => args.with(5, "nodebb"), /--page: found "nodebb", expected one of: bluesky, mas/],
  ["a category by name", (args) => args.with(13, "category=help"), /settings\.category: found the text "help"/],
])) {
  test(`init with ${what} writes nothing`, async () => {
    const file = path.join(folder, "plein.json");
    const { code, err } = await command(["init", "--config", file, ...spoil(flags)]);
    assert.equal(code, 2);
    assert.match(err, words);
    assert.doesNotMatch(err, /hunter2/);
    assert.equal(existsSync(file), false);
  });
}

test("init on a terminal asks for what is open, again where an answer will not do, and offers what is usual", async () => {
  const file = path.join(folder, "plein.json");
  const typed = ["Noordnet", "www.noordnet.example", "https://www.noordnet.example", "", "nl", "facebook", "", ""];
  typed.push("no id", "700", "yes", "phpbb", "flarum", "https://forum.example", "Ons forum", "3", "1", "no");
  const { code, out, err } = await command(["init", "--config", file], { typed });
  assert.deepEqual([code, err], [0, ""]);
  assert.match(out, /an address is needed/);
  assert.match(out, /that is no page/);
  assert.match(out, /one of: discourse, nodebb, flarum/);
  const [page, forum] = /** @type {any[]} */ (loadConfig(file).bridges[0]?.places);
  assert.equal(page.url, "https://graph.facebook.com/v25.0");
  assert.deepEqual(page.webhook.verify_token, { env: "PLEIN_PAGE_WEBHOOK_VERIFY_TOKEN" });
  assert.deepEqual([forum.name, forum.settings], ["Ons forum", { tag: "3", user: "1" }]);
  assert.equal(loadConfig(file).bridges[0]?.sign_in, undefined);
});

test("init whose answers end early writes nothing", async () => {
  const file = path.join(folder, "plein.json");
  const { code, err } = await command(["init", "--config", file], { typed: ["Noordnet"] });
  assert.equal(code, 1);
  assert.match(err, /nothing was written/);
  assert.equal(existsSync(file), false);
});

test("a token is taken by the bridge it was made for, says who and until when, and warns", async () => {
  const args = [
    "token",
    "--config",
    configured(),
    "--id",
    "wil",
    "--name",
    "Wil",
    "--role",
    "ambassador",
    "--lifetime",
    "30m",
  ];
  const { code, out, err } = await command(args, { env: secrets });
  assert.equal(code, 0);
  assert.match(err, /for trying out only: whoever holds it is "Wil" \(ambassador\) until /);
  const people = bearer({ ...jwt, secret: secrets.JWT_SECRET });
  assert.deepEqual(await people(`Bearer ${out.trim()}`), { id: "wil", name: "Wil", role: "ambassador" });
  const claims = JSON.parse(Buffer.from(out.split(".")[1] ?? "", "base64url").toString());
  assert.equal(claims.exp - claims.iat, 1800);
});

test("no token is made without a secret, a role that is one, or a way to sign in", async () => {
  const args = ["token", "--id", "wil", "--name", "Wil", "--config"];
  const bare = await command([...args, configured()]);
  assert.match(bare.err, /sign_in\.jwt\.secret: found nothing in the environment variable JWT_SECRET/);
  const role = await command([...args, configured(), "--role", "god"], { env: secrets });
  assert.match(role.err, /--role: found "god", expected one of: visitor/);
  const closed = await command([...args, configured((config) => delete config.bridges[0].sign_in)], { env: secrets });
  assert.match(closed.err, /sign_in\.jwt: found nothing/);
  const other = await command([...args, configured(), "--bridge", "zuid"], { env: secrets });
  assert.match(other.err, /found --bridge "zuid", expected one of: noordnet/);
  for (const { code, out } of [bare, role, closed, other]) assert.deepEqual([code, out], [2, ""]);
});

test("serve runs the relay until it is told to stop, and so does main.js", { timeout: 60000 }, async () => {
  for (const args of [[bin, "serve"], [path.resolve(import.meta.dirname, "../../bridge/main.js")]]) {
    const child = spawn(process.execPath, [...args, "--config", configured()], {
      env: { ...process.env, ...secrets },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise((resolve) =>
      createInterface({ input: /** @type {any} */ (child.stdout) }).on("line", (line) => {
        const { msg, url } = JSON.parse(line);
        if (msg === "listening") resolve(url);
      }),
    );
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  }
});

test("serve that cannot start ends with 1, and says why in one line", () => {
  const file = configured((config) => (config.database = "no/such/folder/plein.db"));
  const env = { ...process.env, ...secrets };
  const { status, stderr } = spawnSync(process.execPath, [bin, "serve", "--config", file], { env, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /^plein: the database .* cannot be opened: .*\n$/);
});
