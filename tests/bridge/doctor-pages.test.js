// What the doctor finds of pages. The answers that no simulator gives are put together as the sources say that are named with them.
import { bodyOf, path, says, stub, visitEach } from "./doctor-visits.js";

/** @typedef {import("./platform-stub.js").Routes} Routes */

const days = (/** @type {number} */ count) => Math.floor(Date.now() / 1000) + count * 86400;
/** An access token as a PDS makes it (packages/pds/src/auth-verifier.ts). @param {string} scope */
const jwtOf = (scope) => ["e30", Buffer.from(JSON.stringify({ scope })).toString("base64url"), "c2ln"].join(".");
/** @param {string} scope */
const session = (scope) =>
  says({ accessJwt: jwtOf(scope), refreshJwt: jwtOf("com.atproto.refresh"), did: "did:plc:n", handle: "n.example" });
const outside = says({ error: "This action is outside the authorized scopes" }, 403);

/** @param {{routes: Routes}} well @param {object} change */
const token = (well, change) => Object.assign(bodyOf(well, "GET /debug_token").data, change);
/** @param {{routes: Routes}} well @param {object} change */
const callback = (well, change) => Object.assign(bodyOf(well, "GET /42/subscriptions").data[0], change);

visitEach({
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
});
