// What the doctor finds of each platform: nothing where all is well, and each thing that was set wrong on purpose. The answers that no
// simulator gives are put together as the sources say that are named with them.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { env, troubles } from "./doctor-fixture.js";
import { PlatformStub } from "./platform-stub.js";

/** @typedef {import("./platform-stub.js").Routes} Routes */
/** @typedef {{place: any, routes: Routes, wrong: [string, (well: {place: any, routes: Routes}) => void, RegExp][]}} Platform */

const stub = new PlatformStub();
before(() => stub.start());
after(() => stub.stop());
beforeEach(() => (stub.asked.length = 0));

const path = "/webhooks/noordnet/place";
const days = (/** @type {number} */ count) => Math.floor(Date.now() / 1000) + count * 86400;
/** @param {unknown} body @param {number} [status] */
const says = (body, status = 200) => ({ status, body });
/** An access token as a PDS makes it (packages/pds/src/auth-verifier.ts). @param {string} scope */
const jwtOf = (scope) => ["e30", Buffer.from(JSON.stringify({ scope })).toString("base64url"), "c2ln"].join(".");
/** @param {string} scope */
const session = (scope) =>
  says({ accessJwt: jwtOf(scope), refreshJwt: jwtOf("com.atproto.refresh"), did: "did:plc:n", handle: "n.example" });
const outside = says({ error: "This action is outside the authorized scopes" }, 403);

/** @type {Record<string, Platform>} */
const platforms = {
  // Shapes: 04-createSession.json of the captures; com.atproto.server.getSession.
  bluesky: {
    place: { kind: "page", platform: "bluesky", account: { identifier: "n.example", password: { env: "TOKEN" } } },
    routes: {
      "POST /xrpc/com.atproto.server.createSession": session("com.atproto.appPass"),
      "GET /xrpc/com.atproto.server.getSession": says({ did: "did:plc:n", handle: "n.example", active: true }),
      "GET /xrpc/app.bsky.notification.listNotifications": says({ notifications: [] }),
    },
    wrong: [
      [
        "a wrong password",
        ({ routes }) =>
          (routes["POST /xrpc/com.atproto.server.createSession"] = says(
            { error: "AuthenticationRequired", message: "Invalid identifier or password" },
            401,
          )),
        /^failure bluesky at .*: signing in: HTTP 401: Invalid identifier or password$/,
      ],
      [
        "the account's own password",
        ({ routes }) => (routes["POST /xrpc/com.atproto.server.createSession"] = session("com.atproto.access")),
        /^warning the password is the account's own/,
      ],
      [
        "a deactivated account",
        ({ routes }) =>
          (routes["GET /xrpc/com.atproto.server.getSession"] = says({
            did: "did:plc:n",
            handle: "n.example",
            active: false,
            status: "deactivated",
          })),
        /^failure the account is not active: deactivated$/,
      ],
      [
        "a handle that has changed",
        ({ place }) => (place.account.identifier = "old.example"),
        /^warning the account is called @n\.example/,
      ],
      [
        "a server that is not the account's",
        ({ routes }) => delete routes["GET /xrpc/app.bsky.notification.listNotifications"],
        /^failure reading notifications: HTTP 404/,
      ],
      [
        "hardly any requests left",
        ({ routes }) =>
          Object.assign(routes["GET /xrpc/com.atproto.server.getSession"] ?? {}, {
            headers: { "ratelimit-limit": "3000", "ratelimit-remaining": "12" },
          }),
        /^warning 12 of 3000 requests are left/,
      ],
      [
        "a Jetstream server that is not there",
        ({ place }) => (place.settings = { jetstream: "ws://127.0.0.1:1/subscribe" }),
        /^warning the Jetstream server: it does not open/,
      ],
    ],
  },
  // Shapes: 06-verify_credentials.json of the captures; entities/Instance, methods/statuses of docs.joinmastodon.org.
  mastodon: {
    place: { kind: "page", platform: "mastodon", account: { token: { env: "TOKEN" } } },
    routes: {
      "GET /api/v1/accounts/verify_credentials": says({ id: "7", acct: "noordnet" }),
      "GET /api/v1/timelines/home": says([]),
      "GET /api/v1/notifications": says([]),
      "POST /api/v1/statuses": says({ error: "The post you are trying to reply to does not appear to exist." }, 404),
      "POST /api/v2/media": says({ error: "Validation failed: File can't be blank" }, 422),
      "POST /api/v1/statuses/0/favourite": says({ error: "Record not found" }, 404),
      "GET /api/v2/instance": () => says({ configuration: { urls: { streaming: stub.url.replace("http", "ws") } } }),
      "GET /api/v1/streaming/health": { body: "OK" },
    },
    wrong: [
      [
        "a token that was withdrawn",
        ({ routes }) =>
          (routes["GET /api/v1/accounts/verify_credentials"] = says({ error: "The access token was revoked" }, 401)),
        /^failure the token is not accepted: HTTP 401: The access token was revoked$/,
      ],
      [
        "a token that only reads",
        ({ routes }) =>
          Object.assign(routes, {
            "POST /api/v1/statuses": outside,
            "POST /api/v2/media": outside,
            "POST /api/v1/statuses/0/favourite": outside,
          }),
        /^failure the token lacks the scopes write:statuses, write:media, write:favourites$/,
      ],
      [
        "a token that hears nothing",
        ({ routes }) => (routes["GET /api/v1/notifications"] = outside),
        /^failure the token lacks the scopes read:notifications$/,
      ],
      [
        "a suspended account",
        ({ routes }) => (routes["GET /api/v1/accounts/verify_credentials"] = says({ acct: "n", suspended: true })),
        /^failure the account is suspended$/,
      ],
      [
        "a limited account",
        ({ routes }) => (routes["GET /api/v1/accounts/verify_credentials"] = says({ acct: "n", limited: true })),
        /^warning the instance has limited/,
      ],
      [
        "an account that moved",
        ({ routes }) =>
          (routes["GET /api/v1/accounts/verify_credentials"] = says({ acct: "n", moved: { acct: "m@x" } })),
        /^warning the account has moved to @m@x$/,
      ],
      [
        "a streaming server that is down",
        ({ routes }) => (routes["GET /api/v1/streaming/health"] = says({}, 503)),
        /^warning the streaming server: HTTP 503$/,
      ],
      [
        "an instance that names none",
        ({ routes }) => (routes["GET /api/v2/instance"] = says({})),
        /^warning the instance names no streaming server$/,
      ],
    ],
  },
  // Shapes: reference/debug_token, page/subscribed_apps and app/subscriptions of the Graph API's documentation.
  facebook: {
    place: {
      kind: "page",
      platform: "facebook",
      account: { token: { env: "TOKEN" }, app_secret: { env: "APP" } },
      settings: { page: "700" },
      webhook: { secret: { env: "APP" }, verify_token: { env: "WORD" } },
    },
    routes: {
      "GET /me": says({ id: "700", name: "Noordnet" }),
      "GET /debug_token": says({
        data: {
          app_id: "42",
          type: "PAGE",
          is_valid: true,
          expires_at: 0,
          data_access_expires_at: days(80),
          scopes: [
            "pages_read_engagement",
            "pages_read_user_content",
            "pages_manage_posts",
            "pages_manage_engagement",
            "pages_manage_metadata",
          ],
        },
      }),
      "GET /700/subscribed_apps": says({ data: [{ id: "42", name: "Plein", subscribed_fields: ["feed"] }] }),
      "GET /42/subscriptions": says({
        data: [
          {
            object: "page",
            callback_url: `https://relay.example${path}`,
            active: true,
            fields: [{ name: "feed", version: "v25.0" }],
          },
        ],
      }),
    },
    wrong: [
      [
        "a token that ended",
        ({ routes }) =>
          (routes["GET /me"] = says(
            { error: { message: "Error validating access token: Session has expired", code: 190, error_subcode: 463 } },
            400,
          )),
        /^failure the token is not accepted: HTTP 400: Error validating access token: Session has expired$/,
      ],
      [
        "a person's token",
        ({ routes }) => (routes["GET /me"] = says({ id: "9", name: "Ana" })),
        /^failure the token is of "Ana" \(9\), not of the Page 700$/,
      ],
      [
        "a token that is not valid",
        ({ routes }) =>
          (routes["GET /debug_token"] = says({ data: { is_valid: false, error: { message: "withdrawn" } } })),
        /^failure the token is not valid: withdrawn$/,
      ],
      ["a token that ends soon", (well) => token(well, { expires_at: days(5) }), /^warning the token ends on \d{4}-/],
      [
        "access to data that has ended",
        (well) => token(well, { data_access_expires_at: days(-1) }),
        /^failure access to people's data ends: it did, on \d{4}-/,
      ],
      [
        "a permission too few",
        (well) => token(well, { scopes: ["pages_manage_posts", "pages_manage_engagement", "pages_read_engagement"] }),
        /^failure the token lacks the permissions pages_read_user_content, pages_manage_metadata$/,
      ],
      [
        "a token nobody tells of",
        ({ routes }) => delete routes["GET /debug_token"],
        /^warning what the token may do is not told: HTTP 404/,
      ],
      [
        "a Page that sends nothing",
        ({ routes }) => (routes["GET /700/subscribed_apps"] = says({ data: [] })),
        /^failure the Page does not send the app its `feed`/,
      ],
      [
        "a Page that sends another app",
        ({ routes }) =>
          (routes["GET /700/subscribed_apps"] = says({ data: [{ id: "43", subscribed_fields: ["feed"] }] })),
        /^failure the Page does not send the app/,
      ],
      [
        "an app without a callback",
        ({ routes }) => (routes["GET /42/subscriptions"] = says({ data: [] })),
        /^failure the app has no webhook for Pages$/,
      ],
      [
        "a callback that goes elsewhere",
        (well) => callback(well, { callback_url: "https://old.example/hook" }),
        /^failure the app's webhook goes to https:\/\/old\.example\/hook$/,
      ],
      [
        "a callback without the feed",
        (well) => callback(well, { fields: [{ name: "mention" }] }),
        /^failure the app's webhook does not send `feed`$/,
      ],
      [
        "a wrong app secret",
        ({ routes }) =>
          (routes["GET /42/subscriptions"] = says({ error: { message: "Invalid appsecret_proof", code: 100 } }, 400)),
        /^failure the app's secret is not accepted: HTTP 400: Invalid appsecret_proof$/,
      ],
    ],
  },
  // Shapes: CurrentUserSerializer, SiteSerializer, AdminWebHookSerializer and site_settings_controller.rb of Discourse.
  discourse: {
    place: {
      kind: "forum",
      platform: "discourse",
      account: { key: { env: "TOKEN" } },
      settings: { category: "4", username: "plein" },
      webhook: { secret: { env: "HOOK" } },
    },
    routes: {
      "GET /session/current.json": says({
        current_user: {
          id: 5,
          username: "plein",
          admin: false,
          moderator: false,
          trust_level: 1,
          groups: [{ id: 10 }, { id: 11 }],
        },
      }),
      "GET /site.json": says({ categories: [{ id: 4, name: "Help", permission: 1 }] }),
      "GET /admin/site_settings.json": says({
        site_settings: [
          { setting: "approve_post_count", value: "0" },
          { setting: "approve_unless_allowed_groups", value: "10" },
        ],
      }),
      "GET /c/4/show.json": says({
        category: { id: 4, category_setting: { require_topic_approval: false, require_reply_approval: false } },
      }),
      "GET /admin/api/web_hooks.json": says({
        web_hooks: [
          {
            id: 1,
            payload_url: `https://relay.example${path}`,
            content_type: 1,
            active: true,
            last_delivery_status: 3,
            web_hook_event_types: [
              { id: 1, name: "topic_created" },
              { id: 2, name: "post_created" },
            ],
          },
        ],
      }),
    },
    wrong: [
      [
        "a key that is not accepted",
        ({ routes }) =>
          (routes["GET /session/current.json"] = says(
            { errors: ["You are not permitted to view the requested resource."], error_type: "invalid_access" },
            403,
          )),
        /^failure the key is not accepted for "plein": HTTP 403: You are not permitted/,
      ],
      [
        "another member's key",
        ({ routes }) => (routes["GET /session/current.json"] = says({ current_user: { username: "ana" } })),
        /^failure the key acts as "ana", and `username` says "plein"$/,
      ],
      [
        "a category that is not there",
        ({ place }) => (place.settings.category = "9"),
        /^failure there is no category 9/,
      ],
      [
        "a category one may only read",
        ({ routes }) => (routes["GET /site.json"] = says({ categories: [{ id: 4, name: "Help", permission: 3 }] })),
        /^failure this member may not begin topics in "Help"$/,
      ],
      [
        "posts of new members held",
        (well) => setting(well, "approve_post_count", "3"),
        /^warning approve_post_count is 3: a new member's first posts wait/,
      ],
      [
        "everybody's posts held",
        (well) => setting(well, "approve_unless_allowed_groups", "12|13"),
        /^warning approve_unless_allowed_groups holds what this member writes/,
      ],
      [
        "new topics held",
        (well) => setting(well, "approve_new_topics_unless_allowed_groups", "14"),
        /^warning approve_new_topics_unless_allowed_groups holds/,
      ],
      [
        "a pause between posts",
        (well) => setting(well, "rate_limit_create_post", "5"),
        /^warning rate_limit_create_post is 5: many posts at once are refused/,
      ],
      [
        "no more than three replies in a row",
        (well) => setting(well, "max_consecutive_replies", "3"),
        /^warning max_consecutive_replies is 3/,
      ],
      [
        "a category that holds posts",
        ({ routes }) =>
          (routes["GET /c/4/show.json"] = says({ category: { category_setting: { require_reply_approval: true } } })),
        /^warning the category holds posts for a moderator$/,
      ],
      [
        "a key that may not read settings",
        ({ routes }) => (routes["GET /admin/site_settings.json"] = says({ errors: ["no"] }, 403)),
        /^warning this key may not read the settings/,
      ],
      [
        "no webhook",
        ({ routes }) => (routes["GET /admin/api/web_hooks.json"] = says({ web_hooks: [] })),
        /^failure the forum has no webhook that goes to the relay$/,
      ],
      ["a webhook that is off", (well) => hook(well, { active: false }), /^failure the forum's webhook is not active$/],
      ["a webhook of forms", (well) => hook(well, { content_type: 2 }), /^failure the forum's webhook sends forms/],
      [
        "a webhook without posts",
        (well) => hook(well, { web_hook_event_types: [{ name: "user_created" }] }),
        /^failure the forum's webhook does not send post and topic events$/,
      ],
      [
        "a webhook whose last delivery failed",
        (well) => hook(well, { last_delivery_status: 2 }),
        /^warning the forum's last delivery failed$/,
      ],
    ],
  },
  // Shapes: 17-category.json and 18-user.json of the captures; src/controllers/api.js; index.js of nodebb-plugin-webhooks.
  nodebb: {
    place: {
      kind: "forum",
      platform: "nodebb",
      account: { token: { env: "TOKEN" } },
      settings: { category: "2", uid: "7" },
      webhook: { secret: { env: "HOOK" } },
    },
    routes: {
      "GET /api/self": says({ uid: 7, username: "plein", isAdmin: false, reputation: 0, banned: false, muted: false }),
      "GET /api/category/2": says({
        cid: 2,
        name: "Help",
        disabled: 0,
        postQueue: 1,
        privileges: { "topics:create": true, "topics:reply": true, isAdminOrMod: true },
      }),
      "GET /api/config": says({ postQueue: 1, maintenanceMode: false }),
      "GET /api/admin/plugins/webhooks": says({
        hooks: ["topic.post", "topic.reply", "post.edit", "post.delete", "post.restore", "post.purge"].map((name) => ({
          name: `action:${name}`,
          endpoint: `https://relay.example${path}`,
        })),
      }),
    },
    wrong: [
      [
        "a token that is not accepted",
        ({ routes }) => (routes["GET /api/self"] = { status: 401, body: '"not-authorized"' }),
        /^failure the token is not accepted, or there is no member 7: HTTP 401/,
      ],
      [
        "a member's own token",
        ({ routes }) => (routes["GET /api/self"] = says({ uid: 3, username: "ana" })),
        /^failure the token acts as member 3, and `uid` says 7$/,
      ],
      [
        "a banned member",
        ({ routes }) => (routes["GET /api/self"] = says({ uid: 7, username: "plein", banned: true })),
        /^failure that member is banned or muted$/,
      ],
      [
        "a category that is not there",
        ({ routes }) => delete routes["GET /api/category/2"],
        /^failure category 2: HTTP 404/,
      ],
      ["a disabled category", (well) => category(well, { disabled: 1 }), /^failure category "Help" is disabled$/],
      [
        "a category one may not write in",
        (well) => category(well, { privileges: { "topics:create": false, isAdminOrMod: true } }),
        /^failure that member may not begin topics there$/,
      ],
      [
        "no right to purge",
        (well) => category(well, { privileges: {} }),
        /^failure that member is no administrator, and no moderator/,
      ],
      [
        "the post queue",
        (well) => category(well, { privileges: {} }),
        /^warning the post queue is on: posts of members with little reputation \(this one has 0\)/,
      ],
      ["delays between posts", (well) => category(well, { privileges: {} }), /^warning members wait between posts/],
      [
        "maintenance",
        ({ routes }) => (routes["GET /api/config"] = says({ maintenanceMode: true })),
        /^failure the forum is in maintenance$/,
      ],
      [
        "no plugin",
        ({ routes }) => delete routes["GET /api/admin/plugins/webhooks"],
        /^failure nodebb-plugin-webhooks is not active/,
      ],
      [
        "a hook too few",
        ({ routes }) =>
          (routes["GET /api/admin/plugins/webhooks"] = says({
            hooks: [{ name: "action:topic.post", endpoint: `https://relay.example${path}` }],
          })),
        /^failure the forum does not send action:topic\.reply, .*action:post\.purge to the relay$/,
      ],
    ],
  },
  // Shapes: UserSerializer and TagSerializer of Flarum, as JSON:API.
  flarum: {
    place: { kind: "forum", platform: "flarum", account: { key: { env: "TOKEN" } }, settings: { tag: "3", user: "1" } },
    routes: {
      "GET /api/users/1": says({
        data: {
          type: "users",
          id: "1",
          attributes: { username: "plein", unreadNotificationCount: 0 },
          relationships: { groups: { data: [{ type: "groups", id: "1" }] } },
        },
      }),
      "GET /api/tags": says({
        data: [{ type: "tags", id: "3", attributes: { slug: "help", canStartDiscussion: true } }],
      }),
    },
    wrong: [
      [
        "a key that is not accepted",
        ({ routes }) => (routes["GET /api/users/1"] = says({ data: { id: "1", attributes: { username: "plein" } } })),
        /^failure the key is not accepted: the forum takes us for a guest$/,
      ],
      ["no such member", ({ place }) => (place.settings.user = "8"), /^failure member 8 is not told: HTTP 404/],
      [
        "a suspended member",
        ({ routes }) =>
          (routes["GET /api/users/1"] = says({
            data: { attributes: { unreadNotificationCount: 0, suspendedUntil: "2999-01-01T00:00:00+00:00" } },
          })),
        /^failure that member is suspended until 2999/,
      ],
      [
        "a tag by its name",
        ({ place }) => (place.settings.tag = "help"),
        /^failure `settings\.tag` is "help", whose number is 3, and must be a number$/,
      ],
      ["a tag that is not there", ({ place }) => (place.settings.tag = "4"), /^failure there is no tag 4/],
      [
        "a tag one may not write in",
        ({ routes }) =>
          (routes["GET /api/tags"] = says({
            data: [{ id: "3", attributes: { slug: "help", canStartDiscussion: false } }],
          })),
        /^failure that member may not begin discussions in "help"$/,
      ],
      [
        "a member who may be held",
        ({ routes }) =>
          (routes["GET /api/users/1"] = says({
            data: {
              attributes: { username: "p", unreadNotificationCount: 0 },
              relationships: { groups: { data: [{ id: "3" }] } },
            },
          })),
        /^warning that member is no administrator/,
      ],
    ],
  },
};

/** @param {{routes: Routes}} well @param {string} route @returns {any} */
const bodyOf = ({ routes }, route) => /** @type {import("./platform-stub.js").Answer} */ (routes[route]).body;
/** @param {{routes: Routes}} well @param {object} change */
const token = (well, change) => Object.assign(bodyOf(well, "GET /debug_token").data, change);
/** @param {{routes: Routes}} well @param {object} change */
const callback = (well, change) => Object.assign(bodyOf(well, "GET /42/subscriptions").data[0], change);
/** @param {{routes: Routes}} well @param {object} change */
const hook = (well, change) => Object.assign(bodyOf(well, "GET /admin/api/web_hooks.json").web_hooks[0], change);
/** @param {{routes: Routes}} well @param {object} change */
const category = (well, change) => Object.assign(bodyOf(well, "GET /api/category/2"), change);
/** @param {{routes: Routes}} well @param {string} name @param {string} value */
const setting = (well, name, value) =>
  bodyOf(well, "GET /admin/site_settings.json").site_settings.push({ setting: name, value });

/** @param {Platform} platform @returns {{place: any, routes: Routes}} of its own, with the address of the stub */
function well({ place, routes }) {
  const own = Object.fromEntries(
    Object.entries(routes).map(([route, answer]) => [
      route,
      typeof answer === "function" ? answer : structuredClone(answer),
    ]),
  );
  return { place: { ...structuredClone(place), url: stub.url }, routes: own };
}

for (const [name, platform] of Object.entries(platforms)) {
  test(`${name}: where all is well, nothing is found`, async () => {
    const { place, routes } = well(platform);
    stub.routes = routes;
    assert.deepEqual(await troubles(place), []);
    assert.ok(stub.asked.length >= 2);
    for (const { method, path: asked } of stub.asked)
      assert.ok(method === "GET" || /createSession|\/statuses|\/media/.test(asked), `${method} ${asked} writes`);
  });
  for (const [what, spoil, expected] of platform.wrong) {
    test(`${name}: ${what} is found`, async () => {
      const spoilt = well(platform);
      spoil(spoilt);
      stub.routes = spoilt.routes;
      const found = await troubles(spoilt.place);
      assert.ok(
        found.some((line) => expected.test(line)),
        `expected ${expected} among:\n${found.join("\n")}`,
      );
    });
  }
  test(`${name}: what its answers repeat of a secret is not shown, and what is no answer is said`, async () => {
    const { place } = well(platform);
    const echo = {
      status: 403,
      body: { message: `no ${env.TOKEN}`, error: { message: `no ${env.TOKEN}` }, errors: [`no ${env.TOKEN}`] },
    };
    for (const answer of [echo, { body: "<html>" }, { body: "null" }, { body: '[[[["deep"]]]]' }]) {
      stub.routes = new Proxy({}, { get: () => answer });
      const found = await troubles(place);
      assert.ok(found.length > 0, JSON.stringify(answer));
      assert.doesNotMatch(found.join("\n"), new RegExp(env.TOKEN));
    }
  });
}
