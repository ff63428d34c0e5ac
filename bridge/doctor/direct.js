// What a widget without a relay reads (docs/direct.md): may a page of these websites, in a visitor's browser?
import { Asker, NoAnswer, told } from "./asker.js";
import { failure, ok } from "./finding.js";

/** What anybody may read, and the setting that lets a page. @type {Record<string, {path: (settings: Record<string, string>) => string, todo: string} | null>} */
const reads = {
  bluesky: {
    path: ({ account = "" }) => `/xrpc/app.bsky.actor.getProfile?actor=${encodeURIComponent(account)}`,
    todo: "`url` is to be https://public.api.bsky.app",
  },
  mastodon: { path: () => "/api/v2/instance", todo: "the instance's web server takes Mastodon's own headers away" },
  facebook: null,
  discourse: { path: () => "/posts.json", todo: 'DISCOURSE_ENABLE_CORS=true, and the site setting "cors origins"' },
  nodebb: {
    path: () => "/api/recent/posts/alltime",
    todo: "ACP, Settings, Advanced, Headers: Access-Control-Allow-Origin",
  },
  flarum: { path: () => "/api/posts?page%5Blimit%5D=1", todo: "the web server's header Access-Control-Allow-Origin" },
};

/**
 * @param {any} document as a page has it: `places` with `platform`, `url` and `settings` @param {string[]} origins
 * @param {import("../transport.js").Transport} transport @returns {AsyncGenerator<import("./finding.js").Finding>}
 */
export async function* direct(document, origins, transport) {
  /** @type {any[]} */
  const places = Array.isArray(document?.places) ? document.places : [];
  if (places.length === 0)
    yield { where: "direct", ...failure("it names no places", "write it as docs/direct.md says") };
  if (origins.length === 0)
    yield { where: "direct", ...failure("`origins` names no website", "name those with the widget") };
  for (const [i, place] of places.entries()) {
    const where = `direct places[${i}]`;
    const read = Object.hasOwn(reads, String(place?.platform)) ? reads[place.platform] : undefined;
    const url = String(place?.url ?? "").replace(/\/+$/, "");
    if (!read) {
      const what =
        read === null ? `${place.platform} shows nothing without a token` : `platform: found "${place?.platform}"`;
      yield { where, ...failure(what, "leave the place out, or run a relay") };
    } else if (!URL.canParse(url))
      yield { where, ...failure(`url: found "${url}", expected an address`, "name the place's address") };
    else
      for (const origin of origins)
        yield { where, ...(await readBy(origin, url, read, place.settings ?? {}, transport)) };
  }
}

/** @param {string} origin @param {string} url @param {NonNullable<typeof reads[string]>} read @param {Record<string, string>} settings @param {import("../transport.js").Transport} transport */
async function readBy(origin, url, { path, todo }, settings, transport) {
  try {
    const answer = await new Asker(url, transport).get(path(settings), { origin });
    const allowed = answer.headers["access-control-allow-origin"];
    if (answer.status !== 200)
      return failure(`${url} is not to be read by anybody: ${told(answer)}`, "let visitors read it, or run a relay");
    if (allowed !== "*" && allowed !== origin) return failure(`${url} does not let pages of ${origin} read`, todo);
    return ok(`${url} lets pages of ${origin} read`);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return failure(error.message, "check the address");
  }
}
