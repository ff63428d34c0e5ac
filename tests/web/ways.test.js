// What kind of page a reader comes from, or goes to, by its address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { viaOf, whence } from "../../web/counting/ways.js";

/** @type {import("../../web/counting/ways.js").Place[]} */
const places = [
  { id: "site", kind: "site", platform: "site", url: "https://www.brand.example/help" },
  { id: "forum", kind: "forum", platform: "nodebb", url: "https://forum.brand.example" },
  { id: "page", kind: "page", platform: "mastodon", url: "https://social.brand.example:8443" },
];

test("a page is known by a place's host, by whose it is, or is another", () => {
  /** @type {[string, string][]} */
  const all = [
    ["https://forum.brand.example/topic/1", "nodebb"],
    ["https://social.brand.example:8443/@brand/1", "mastodon"],
    ["https://social.brand.example/", "other"],
    ["https://l.facebook.com/l.php?u=x", "facebook"],
    ["https://fb.me/x", "facebook"],
    ["https://notfacebook.com/", "other"],
    ["https://facebook.com.evil.example/", "other"],
    ["https://bsky.app/profile/x", "bluesky"],
    ["https://mastodon.social/@x", "mastodon"],
    ["https://www.google.co.uk/", "search"],
    ["https://google.evil.example/", "other"],
    ["https://www.brand.example/shop", "other"],
    ["no address", "other"],
  ];
  for (const [address, via] of all) assert.equal(viaOf(address, places), via, address);
});

test("whence one came: as the page's address says, as the browser says, or from no page; within a website is no coming", () => {
  const href = "https://www.brand.example/help";
  assert.equal(whence({ href, referrer: "" }, places), "direct");
  assert.equal(whence({ href, referrer: "https://www.brand.example/" }, places), undefined);
  assert.equal(whence({ href, referrer: "https://duckduckgo.com/" }, places), "search");
  assert.equal(whence({ href: `${href}?utm_source=page`, referrer: "" }, places), "mastodon");
  assert.equal(
    whence({ href: `${href}?utm_source=Facebook`, referrer: "https://www.brand.example/" }, places),
    "facebook",
  );
  assert.equal(whence({ href: `${href}?utm_source=newsletter`, referrer: "" }, places), "direct");
  assert.equal(whence({ href: `${href}?utm_source=site`, referrer: "" }, places), "direct");
});
