// Waline (@waline/client), as its quick start has it, and of its server's API what the client asks for
// (github.com/walinejs/waline, packages/server/src/controller/comment.js). Emoji and avatars would come from other servers: there are none.
import { readFile } from "node:fs/promises";

/** @import { Peer } from "./server.js" */

const dist = new URL("../../../node_modules/@waline/client/dist/", import.meta.url);

/** @param {import("./posts.js").BenchPost[]} posts @returns {Promise<Peer>} */
export async function waline(posts) {
  const comments = posts.map(({ n, name, title, text, at }) => ({
    objectId: n + 1,
    time: at,
    comment: `<p><strong>${title}</strong></p>\n<p>${text}</p>\n`,
    like: 0,
    nick: name,
    link: "",
    pid: null,
    rid: null,
    user_id: null,
    avatar: "/avatar.svg",
    status: "approved",
    level: 0,
    browser: "",
    os: "",
    addr: "",
    sticky: false,
    children: [],
  }));
  return {
    name: "waline",
    files: {
      "/waline.js": await readFile(new URL("waline.js", dist)),
      "/waline.css": await readFile(new URL("waline.css", dist)),
    },
    page: (pageSize) =>
      `<link rel="stylesheet" href="/waline.css"><div id="waline"></div><script type="module">
        import { init } from "/waline.js";
        init({ el: "#waline", serverURL: location.origin, path: "/", lang: "en", emoji: false, search: false, pageSize: ${pageSize} });
      </script>`,
    answer: (_, response, url, json) => {
      if (url.pathname !== "/api/comment") return false;
      const [page, pageSize] = ["page", "pageSize"].map((name) => Number(url.searchParams.get(name)));
      const data = comments.slice((page - 1) * pageSize, page * pageSize);
      const totalPages = Math.ceil(comments.length / pageSize);
      json({ errno: 0, errmsg: "", data: { page, pageSize, totalPages, count: comments.length, data } }, response);
      return true;
    },
    post: { selector: ".wl-card-item .wl-content" },
    more: { selector: ".wl-operation button" },
  };
}
