// What the relay gives besides the widget's calls: search, threads as plain HTML and as Atom, figures for Prometheus.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startSimulators } from "../simulators/host.js";
import { RelayFixture, configFor, eventually, secrets, token } from "./relay-fixture.js";

/** @type {Awaited<ReturnType<typeof startSimulators>>} */
let simulators;
const relay = new RelayFixture();
const base = "/v1/bridges/noordnet";
const publicUrl = "https://relay.noordnet.example/plein";
const metricsToken = secrets.FORUM_TOKEN;

before(async () => {
  simulators = await startSimulators({});
  simulators.page.post("ana.test", `Mijn router knippert rood <script>alert("1")</script> & nu?`, {
    mentionBrand: true,
  });
  simulators.forum.topic("carla", "De televisie doet het niet", "Alle zenders zijn weg sinds de storing.");
  await relay.start({
    ...configFor(simulators),
    metrics: { token: { env: "FORUM_TOKEN" } },
    public_url: `${publicUrl}/`,
  });
  await eventually("both copies stand", async () => (await relay.status()).deliveries.sent === 2);
});
after(async () => {
  await relay.remove();
  await simulators.stop();
});

/** @param {string} query */
const search = async (query) => (await relay.fetch(`${base}/search?${query}`)).json();

test("what posts say is found, in any form, as it is typed, and with an error", async () => {
  for (const text of ["router", "ROUTERS", "rout", "ruoter", "knipperen router"]) {
    const { results, total } = await search(`text=${encodeURIComponent(text)}`);
    assert.equal(total, 1, text);
    assert.match(results[0].title, /router/);
    assert.ok(
      results[0].excerpt.some((/** @type {string} */ part, /** @type {number} */ i) => i % 2 && /router/i.test(part)),
    );
  }
  assert.equal((await search("text=zender&place=forum")).total, 1);
  assert.equal((await search("text=televisie&answered=true")).total, 0);
  assert.equal((await search("text=xyzzy")).total, 0);
  const like = await search(`like=true&text=${encodeURIComponent("help, mijn televisie heeft geen zenders meer")}`);
  assert.equal(like.results[0].title, "De televisie doet het niet");
});

test("what was just written is found, and what was removed is not", async () => {
  const headers = { authorization: `Bearer ${await token()}`, "content-type": "application/json" };
  const body = JSON.stringify({ key: "search-test-1", text: "Glasvezelkabel gezocht" });
  const { post } = await (await relay.fetch(`${base}/posts`, { method: "POST", headers, body })).json();
  assert.equal((await search("text=glasvezelkabels")).total, 1);
  await relay.fetch(`${base}/posts/${post.id}`, {
    method: "DELETE",
    headers: { authorization: headers.authorization },
  });
  assert.equal((await search("text=glasvezelkabels")).total, 0);
});

test("a search that cannot be is refused with what was expected", async () => {
  for (const query of [
    "",
    "text=x&page_size=51",
    "text=x&after=-1",
    "text=x&answered=perhaps",
    `text=${"x".repeat(501)}`,
  ]) {
    const answer = await relay.fetch(`${base}/search?${query}`);
    assert.equal(answer.status, 400, query);
    assert.equal((await answer.json()).error.code, "bad_request");
  }
  assert.equal((await relay.fetch(`${base}/search?text=x&place=nowhere`)).status, 404);
});

test("threads are there as plain HTML, in which nothing that was written is markup", async () => {
  const answer = await relay.fetch(`${base}/feed.html`);
  const html = await answer.text();
  assert.match(answer.headers.get("content-type") ?? "", /^text\/html/);
  assert.match(
    html,
    /<h3><a href="https:\/\/noordnet\.example\/community#plein=[0-9a-z]{13}">De televisie doet het niet<\/a><\/h3>/,
  );
  assert.match(html, /&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt; &amp; nu/);
  assert.doesNotMatch(html, /<script|<img|onerror=/);
  const tag = answer.headers.get("etag") ?? "";
  assert.equal((await relay.fetch(`${base}/feed.html`, { headers: { "if-none-match": tag } })).status, 304);
});

test("each thread has a page of its own, which the sitemap lists", async () => {
  const answer = await relay.fetch(`${base}/sitemap.xml`);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/xml/);
  const pages = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc><lastmod>(\S+Z)<\/lastmod>/g)];
  assert.equal(pages.length, 2);
  const titles = [];
  for (const [, address = "", changed = ""] of pages) {
    assert.ok(address.startsWith(publicUrl) && !Number.isNaN(Date.parse(changed)), address);
    const page = await relay.fetch(address.slice(publicUrl.length));
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    const html = await page.text();
    assert.match(html, /^<!doctype html>\n<html/);
    assert.ok(html.includes(`<link rel="canonical" href="${address}">`));
    assert.doesNotMatch(html, /<script|<img|onerror=/);
    titles.push(/<h1><a href="[^"]+">(.+?)<\/a><\/h1>/.exec(html)?.[1]);
    assert.match(html, /<article [^>]+>[^]*<time datetime="[^"]+">[^]*<\/article>/);
  }
  assert.ok(titles.includes("De televisie doet het niet"));
  assert.equal((await relay.fetch(`${base}/threads/0000000000000/page.html`)).status, 404);
});

test("and as an Atom feed, whatever was written", async () => {
  const headers = { authorization: `Bearer ${await token()}`, "content-type": "application/json" };
  const body = JSON.stringify({
    key: "atom-test-1",
    title: "Slot ]]> en &",
    text: "<entry> ]]> \u0001\u000b <b>&amp;</b>",
  });
  const { post } = await (await relay.fetch(`${base}/posts`, { method: "POST", headers, body })).json();
  const answer = await relay.fetch(`${base}/feed.atom`);
  assert.match(answer.headers.get("content-type") ?? "", /^application\/atom\+xml/);
  const xml = await answer.text();
  assert.match(xml, /<title[^>]*>(<!\[CDATA\[)?De televisie doet het niet/);
  const markup = xml.replace(/<!\[CDATA\[[^]*?\]\]>/g, "");
  assert.equal([...markup.matchAll(/<entry>/g)].length, 3);
  assert.doesNotMatch(markup, /\]\]>|<b>|&(?!(amp|lt|gt|quot|apos);)/);
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  await relay.fetch(`${base}/posts/${post.id}`, {
    method: "DELETE",
    headers: { authorization: headers.authorization },
  });
});

test("figures are for who shows the token, and hold no content", async () => {
  for (const authorization of [undefined, "Bearer wrong", metricsToken]) {
    const answer = await relay.fetch("/metrics", { headers: authorization ? { authorization } : {} });
    assert.equal(answer.status, 401);
  }
  const answer = await relay.fetch("/metrics", { headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await answer.text();
  assert.equal(answer.status, 200);
  assert.match(text, /^plein_bridge_up\{bridge="noordnet"\} 1$/m);
  assert.match(text, /^plein_deliveries\{bridge="noordnet",state="sent"\} 2$/m);
  assert.match(text, /^# TYPE plein_changes_total counter\nplein_changes_total\{bridge="noordnet"\} [1-9]\d*$/m);
  const calls = Number(/^plein_engine_calls_total\{bridge="noordnet"\} (\d+)$/m.exec(text)?.[1]);
  const again = await (await relay.fetch("/metrics", { headers: { authorization: `Bearer ${metricsToken}` } })).text();
  const later = Number(/^plein_engine_calls_total\{bridge="noordnet"\} (\d+)$/m.exec(again)?.[1]);
  assert.ok(calls > 10 && later > calls && later < calls * 2, `${calls}, then ${later}`);
  assert.match(text, /^plein_copy_seconds_count\{bridge="noordnet",place="forum"\} [1-9]\d*$/m);
  assert.match(text, /^plein_place_failing\{bridge="noordnet",place="forum"\} 0$/m);
  const left = Number(/^plein_budget_left\{bridge="noordnet",place="page",kind="writes"\} (\S+)$/m.exec(text)?.[1]);
  assert.ok(left > 0 && left <= 1, `${left} of the page's budget`);
  const whole = Number(
    /^plein_budget_resets_seconds\{bridge="noordnet",place="page",kind="writes"\} (\S+)$/m.exec(text)?.[1],
  );
  assert.ok(Math.abs(whole - Date.now() / 1000) < 86400, `whole again at ${whole}`);
  assert.match(
    text,
    /^plein_http_request_seconds_count\{method="GET",route="\/v1\/bridges\/:bridge\/search",status="200"\} \d+$/m,
  );
  assert.doesNotMatch(text, /router|televisie|ana\.test|Carla/i);
  for (const file of ["docs/grafana.json", "docs/operating.md"]) {
    const names = readFileSync(file, "utf8").match(/plein_[a-z_]+/g) ?? [];
    assert.ok(names.length > 2);
    for (const name of names)
      assert.match(text, new RegExp(`^# TYPE ${name.replace(/_(bucket|count)$/, "")} `, "m"), file);
  }
  for (const secret of Object.values(secrets)) assert.ok(!text.includes(secret));
});
