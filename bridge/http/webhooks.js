// Where the platforms send what happened there. Answered once it is durable.
import { SignatureError } from "../webhooks/webhook.js";
import { HttpError } from "./errors.js";
import { described, media, objectOf } from "./openapi.js";

// Facebook sends up to 1,000 changes at once: 0.5 MB of short comments, 3.4 MB where each says 500 letters that it escapes (npm run bench).
export const webhookBytesMax = 4 << 20;

/**
 * @param {import("fastify").FastifyInstance} server
 * @param {(id: string) => import("./server.js").Bridge} bridgeOf
 */
export async function webhookRoutes(server, bridgeOf) {
  /** @param {{params: unknown}} request */
  const find = ({ params }) => {
    const { bridge: id, place } = /** @type {{bridge: string, place: string}} */ (params);
    const bridge = bridgeOf(id);
    const webhook = bridge.webhooks.get(place);
    if (!webhook) throw new HttpError(404, "unknown_name", "there is no such place, or it takes no webhooks");
    return { host: bridge.host, webhook };
  };
  const url = "/webhooks/:bridge/:place";

  // In a scope of its own: here a body is bytes.
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

    scope.post(url, {
      schema: described("platforms", "what a platform tells by itself; answered once it is durable", {
        url,
        body: { description: "as the platform writes it, with its signature in a header" },
        gives: { 200: objectOf({ taken: { type: "boolean" }, reason: { type: "string" } }, ["taken"]) },
      }),
      bodyLimit: webhookBytesMax,
      // Before its body is read; after it was counted (limits.js).
      preParsing: async (request) =>
        void (await refusing(() => find(request).webhook.expectSignature(request.headers))),
      handler: async (request) => {
        const { host, webhook } = find(request);
        const body = /** @type {Buffer | undefined} */ (request.body) ?? Buffer.alloc(0);
        const unread = await refusing(() => webhook.take(host, request.headers, body));
        return unread === null ? { taken: true } : { taken: false, reason: unread };
      },
    });

    const text = { description: "one text: with any other, the word is not the right one" };
    const schema = described("platforms", "a platform makes sure that this address is meant", {
      url,
      query: { type: "object", properties: { "hub.mode": text, "hub.verify_token": text, "hub.challenge": text } },
      gives: { 200: media("text/plain", "the challenge") },
    });
    scope.get(url, { schema, exposeHeadRoute: false }, async (request, reply) => {
      const { webhook } = find(request);
      if (!webhook.verifies) throw new HttpError(404, "not_found", "this place's platform verifies no address");
      const asked = /** @type {Record<string, unknown>} */ (request.query);
      const challenge = await refusing(() =>
        webhook.verify({
          mode: asked["hub.mode"],
          token: asked["hub.verify_token"],
          challenge: asked["hub.challenge"],
        }),
      );
      return reply.type("text/plain; charset=utf-8").header("cache-control", "no-store").send(challenge);
    });
  });
}

/** @template T @param {() => T | Promise<T>} act @returns {Promise<T>} */
async function refusing(act) {
  try {
    return await act();
  } catch (error) {
    if (error instanceof SignatureError) throw new HttpError(401, "unauthorized", error.message);
    throw error;
  }
}
