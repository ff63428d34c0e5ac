// Artalk, as its quick start has it, and of its server's API what the client asks for
// (github.com/ArtalkJS/Artalk, server/handler/comment_list.go and conf.go). Emoticons and avatars would come from other servers: there are none.
import { readFile } from "node:fs/promises";

/** @import { Peer } from "./server.js" */

const dist = new URL("../../../node_modules/artalk/dist/", import.meta.url);
const pageKey = "/";
const version = { app: "artalk", version: "2.9.1", commit_hash: "" };
const page = {
  id: 1,
  admin_only: false,
  key: pageKey,
  url: pageKey,
  title: "Bench",
  site_name: "Bench",
  vote_up: 0,
  vote_down: 0,
  pv: 1,
  date: "",
};

/** @param {import("./posts.js").BenchPost[]} posts @returns {Promise<Peer>} */
export async function artalk(posts) {
  const comments = posts.map(({ n, name, title, text, at }) => ({
    id: n + 1,
    content: `**${title}**\n\n${text}`,
    content_marked: `<p><strong>${title}</strong></p>\n<p>${text}</p>\n`,
    user_id: (n % 6) + 1,
    nick: name,
    email_encrypted: "0".repeat(64),
    link: "",
    ua: "",
    date: new Date(at).toISOString().replace("T", " ").slice(0, 19),
    is_collapsed: false,
    is_pending: false,
    is_pinned: false,
    is_allow_reply: true,
    is_verified: false,
    rid: 0,
    badge_name: "",
    badge_color: "",
    ip_region: "",
    visible: true,
    vote_up: 0,
    vote_down: 0,
    page_key: pageKey,
    page_url: pageKey,
    site_name: "Bench",
  }));
  /** @param {URLSearchParams} query */
  const list = (query) => {
    const [offset, limit] = ["offset", "limit"].map((name) => Number(query.get(name) ?? 0));
    return {
      comments: comments.slice(offset, offset + limit),
      count: comments.length,
      roots_count: comments.length,
      page,
    };
  };
  /** @type {Record<string, (query: URLSearchParams) => unknown>} */
  const answers = {
    "/api/v2/conf": () => ({ frontend_conf: {}, version }),
    "/api/v2/comments": list,
    "/api/v2/pages/pv": () => ({ pv: 1 }),
    "/api/v2/user": () => ({ user: null, is_login: false, notifies: [], notifies_count: 0 }),
    "/api/v2/user/status": () => ({ is_login: false, is_admin: false }),
  };
  return {
    name: "artalk",
    files: {
      "/artalk.js": await readFile(new URL("Artalk.iife.js", dist)),
      "/artalk.css": await readFile(new URL("Artalk.css", dist)),
    },
    page: (pageSize) =>
      `<link rel="stylesheet" href="/artalk.css"><div id="artalk"></div><script src="/artalk.js"></script><script>
        Artalk.init({ el: "#artalk", pageKey: "${pageKey}", pageTitle: "Bench", server: location.origin, site: "Bench", locale: "en",
          emoticons: false, avatarURLBuilder: () => "/avatar.svg", pagination: { pageSize: ${pageSize}, readMore: true, autoLoad: false } });
      </script>`,
    answer: (_, response, url, json) => {
      const answer = answers[url.pathname];
      if (answer) json(answer(url.searchParams), response);
      return Boolean(answer);
    },
    post: { selector: ".atk-comment .atk-content" },
    more: { selector: ".atk-list-read-more" },
  };
}
