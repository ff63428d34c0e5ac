// The relay from outside: does it answer, do websites get its answers, and does it take what the platforms sign, with the secrets that
// this configuration names. What is sent to try says nothing, and changes nothing.
import { randomUUID } from "node:crypto";
import { Asker, NoAnswer, told } from "./asker.js";
import { clock } from "./clock.js";
import { failure, ok, warning } from "./finding.js";
import { schemes, signatureOf } from "../webhooks/signature.js";

/** @typedef {import("./finding.js").Finding} Finding */
/** @typedef {import("./finding.js").Found} Found */
/** @typedef {{relayUrl: string | undefined, secretAt: (where: string) => string | null, transport: import("../transport.js").Transport}} Reach */

/** @param {import("../config/types.d.ts").Config} config @param {Reach} reach @returns {AsyncGenerator<Finding>} */
export async function* relay(config, { relayUrl, secretAt, transport }) {
  const hooked = config.bridges.flatMap((bridge, i) =>
    bridge.places.flatMap((place, j) =>
      place.webhook ? [{ bridge, place, where: `bridges[${i}].places[${j}]` }] : [],
    ),
  );
  if (relayUrl === undefined) {
    const todo = "start it, and give its public address: --relay https://…";
    if (hooked.length > 0) yield { where: "relay", ...warning("whether webhooks arrive was not tried", todo) };
    return;
  }
  const ask = new Asker(relayUrl, transport);
  try {
    for await (const found of answers(ask, config)) yield { where: "relay", ...found };
    const health = await ask.get("/healthz");
    for (const { bridge, place, where } of hooked) {
      const secret = secretAt(`${where}.webhook.secret`);
      if (secret === null) continue;
      const path = `/webhooks/${bridge.id}/${place.id}`;
      const word = secretAt(`${where}.webhook.verify_token`);
      const came = health.json.bridges?.[bridge.id]?.webhooks?.[place.id];
      for await (const found of delivery(ask, path, { platform: place.platform, secret, word, came }))
        yield { where: `${bridge.id}/${place.id}`, ...found };
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const todo = "start it (plein serve), and see that the address leads to it from the internet";
    yield { where: "relay", ...failure(`does not answer: ${error.message}`, todo) };
  }
}

/** @param {Asker} ask @param {import("../config/types.d.ts").Config} config @returns {AsyncGenerator<Found>} */
async function* answers(ask, { origins, bridges }) {
  if (!ask.url.startsWith("https:"))
    yield warning("its address is not https: platforms and browsers ask for it", "put a proxy with TLS before it");
  for (const origin of origins) {
    const feed = await ask.get(`/v1/bridges/${bridges[0].id}/feed?page_size=1`, { origin });
    const allowed = feed.headers["access-control-allow-origin"];
    if (feed.status !== 200) yield failure(`the feed: ${told(feed)}`, "is this the relay of this configuration?");
    else if (allowed !== origin && allowed !== "*")
      yield failure(
        `it does not let ${origin} read`,
        "restart it with this configuration; does a proxy take headers away?",
      );
    else yield ok(`answers, and lets ${origin} read`);
  }
  yield* clock(ask.skewMs);
}

/** @param {Asker} ask @param {string} path @param {{platform: import("../config/types.d.ts").Platform, secret: string, word: string | null, came: any}} hook @returns {AsyncGenerator<Found>} */
async function* delivery(ask, path, { platform, secret, word, came }) {
  const scheme = schemes[platform];
  if (!scheme) return;
  const todo = "restart the relay with this configuration and these secrets; does a proxy change bodies or headers?";
  if (word !== null) {
    const challenge = randomUUID();
    const query = new URLSearchParams({
      "hub.mode": "subscribe",
      "hub.verify_token": word,
      "hub.challenge": challenge,
    });
    const answer = await ask.get(`${path}?${query}`);
    if (answer.status !== 200 || answer.body !== challenge)
      yield failure(`webhook: the relay does not verify its address: ${told(answer)}`, todo);
  }
  const body = "{}";
  const headers = {
    "content-type": "application/json",
    [scheme.header]: signatureOf(scheme, secret, Buffer.from(body)),
  };
  const answer = await ask.send("POST", path, { body, headers });
  if (answer.status !== 200)
    return yield failure(`webhook: the relay refuses what is signed with this secret: ${told(answer)}`, todo);
  yield ok("webhook: the relay takes what is signed with this secret");
  if (came && !came.last_taken_at)
    yield warning(
      "webhook: none has come since the relay started",
      "write something there, and run doctor again: only that tries the whole way",
    );
}
