// Who asks, as the bridge knows them: what they may do, and what of the posts they see is theirs.
import { isPrivate } from "../counting/readers.js";
import { may } from "../people/rights.js";
import { roles } from "../people/roles.js";
import { latelyIn } from "./lately.js";
import { described, objectOf } from "./openapi.js";
import { signedInTo } from "./signed-in.js";

const postsMax = 200;

const query = {
  type: "object",
  properties: {
    posts: {
      type: "string",
      maxLength: postsMax * 14,
      pattern: "^([0-9a-z]{13}(,[0-9a-z]{13})*)?$",
      description: `ids of posts, at most ${postsMax}, parted by commas`,
    },
  },
};

const text = { type: "string" };
const flag = { type: "boolean" };
const me = objectOf({
  person: objectOf({ id: text, name: text, role: { enum: roles } }),
  author: { ...text, description: "key of the author of whatever they write in the widget" },
  may: objectOf({ moderate: flag, deliver: flag, work: flag, steer: flag }),
  liked: { type: "array", items: text, description: "those of `posts` that they like" },
  told: {
    type: "array",
    items: objectOf(
      { post: text, did: text, reason: text, place: text, value: text, at: { type: "integer" }, says: text },
      ["post", "did", "reason"],
    ),
    description:
      "why something was decided about what they wrote: about those of `posts`, and about any in the last thirty days, " +
      "then with when (`at`), and its title or how it begins (`says`)",
  },
  accounts: {
    type: "array",
    items: objectOf({ place: text, name: text, linked: flag }),
    description: "who they are in places",
  },
});

/** @param {import("../host.d.ts").Host} host @param {string} by @param {string[]} posts @returns {import("../../wasm/engine.d.ts").Mine} */
const mine = (host, by, posts) => host.query({ view: "mine", by, posts });

/** As many as can be asked about at once. @param {string[]} ids */
const pagesOf = (ids) =>
  Array.from({ length: Math.ceil(ids.length / postsMax) }, (_, page) =>
    ids.slice(page * postsMax, (page + 1) * postsMax),
  );

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export function meRoutes(server, bridgeOf) {
  const signedIn = signedInTo(bridgeOf);
  const url = "/v1/bridges/:bridge/me";
  const schema = described("people", "who one is here, and what one may", {
    url,
    query,
    gives: { 200: me },
    signedIn: true,
  });
  server.get(url, { schema }, async (request, reply) => {
    const { host, person } = await signedIn(request, reply);
    const { linked, readers } = bridgeOf(/** @type {{bridge: string}} */ (request.params).bridge);
    const accounts = (await linked?.of(person.id)) ?? [];
    const { posts = "" } = /** @type {{posts?: string}} */ (request.query);
    const asked = posts === "" ? [] : posts.split(",");
    const { author, liked, told } = mine(host, person.id, asked);
    const late = latelyIn(host, Date.now());
    const others = [...late.keys()].filter((id) => !asked.includes(id));
    const unasked = pagesOf(others).flatMap((page) => mine(host, person.id, page).told);
    // The brand itself is in no figure.
    if (!may(person, "moderate") && !isPrivate(request.headers)) readers.came(author);
    reply.header("cache-control", "no-store");
    return {
      person: { id: person.id, name: person.name, role: person.role },
      author,
      liked,
      told: [...told, ...unasked].map((each) => ({ ...each, ...late.get(each.post) })),
      may: {
        moderate: may(person, "moderate"),
        deliver: may(person, "deliver"),
        work: may(person, "work"),
        steer: may(person, "steer"),
      },
      accounts: accounts.map(({ place, name, refused }) => ({ place, name, linked: !refused })),
    };
  });
}
