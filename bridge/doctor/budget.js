// What is left of a platform's limit, where its headers say.
import { warning } from "./finding.js";

const low = 0.1;

/** @param {Record<string, string>} headers @returns {Generator<import("./finding.js").Found>} */
export function* budget(headers) {
  const left = Number(headers["ratelimit-remaining"] ?? headers["x-ratelimit-remaining"]);
  const limit = Number(headers["ratelimit-limit"] ?? headers["x-ratelimit-limit"]);
  if (left >= 0 && limit > 0 && left / limit < low)
    yield warning(
      `${left} of ${limit} requests are left for now`,
      "see who else uses this account or this machine's address",
    );
}
