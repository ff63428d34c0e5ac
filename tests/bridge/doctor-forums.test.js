// What the doctor finds of forums. The answers that no simulator gives are put together as the sources say that are named with them.
import { bodyOf, path, says, visitEach } from "./doctor-visits.js";

/** @typedef {import("./platform-stub.js").Routes} Routes */

/** Who a request with an API key of all users is by. @type {Routes[string]} */
const currentUser = ({ headers }) =>
  says({
    current_user:
      headers["api-user-id"] === "-1"
        ? { id: -1, username: "system", admin: true }
        : {
            id: 5,
            username: "plein",
            admin: false,
            moderator: false,
            trust_level: 1,
            groups: [{ id: 10 }, { id: 11 }],
          },
  });
const nodebbSelf = { uid: 7, username: "plein", isAdmin: false, reputation: 0, banned: false, muted: false };
const flarumSelf = (/** @type {object} */ own) => ({
  data: {
    type: "users",
    id: "1",
    attributes: { username: "plein", ...own },
    relationships: { groups: { data: [{ type: "groups", id: "1" }] } },
  },
});

/** @param {{routes: Routes}} well @param {object} change */
const hook = (well, change) => Object.assign(bodyOf(well, "GET /admin/api/web_hooks.json").web_hooks[0], change);
/** @param {{routes: Routes}} well @param {object} change */
const category = (well, change) => Object.assign(bodyOf(well, "GET /api/category/2"), change);
/** @param {{routes: Routes}} well @param {string} name @param {string} value */
const setting = (well, name, value) =>
  bodyOf(well, "GET /admin/site_settings.json").site_settings.push({ setting: name, value });

visitEach({
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
      "GET /session/current.json": currentUser,
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
        "a key of that member alone",
        ({ routes }) =>
          (routes["GET /session/current.json"] = says({ current_user: { id: 5, username: "plein", trust_level: 1 } })),
        /^warning the key does not act for the forum's members/,
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
      "GET /api/self": ({ query }) =>
        query.has("_uid") ? says(nodebbSelf) : says({ status: { code: "bad-request", message: "no _uid" } }, 400),
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
        "a token of that member alone",
        ({ routes }) => (routes["GET /api/self"] = says(nodebbSelf)),
        /^warning the key does not act for the forum's members/,
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
      "GET /api/users/1": ({ headers }) =>
        says(flarumSelf(/userId=1$/.test(headers.authorization ?? "") ? { unreadNotificationCount: 0 } : {})),
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
      [
        "a key of that member alone",
        ({ routes }) => (routes["GET /api/users/1"] = says(flarumSelf({ unreadNotificationCount: 0 }))),
        /^warning the key does not act for the forum's members/,
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
});
