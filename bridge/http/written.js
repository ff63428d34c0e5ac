// What people write, as it comes: the shapes of texts in bodies.

export const said = {
  key: { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$" },
  parent: { type: "string", maxLength: 13 },
  title: { type: "string", maxLength: 200 },
  text: { type: "string", minLength: 1, maxLength: 20000 },
  format: { enum: ["plain", "markdown"] },
};

/** @param {object} properties @param {string[]} required @returns {Record<string, unknown>} */
export const bodyOf = (properties, required) => ({ type: "object", required, additionalProperties: false, properties });

const option = { type: "string", minLength: 1, maxLength: 100 };

/** What a poll says beside its thread's title and text. */
export const question = {
  options: { type: "array", minItems: 2, maxItems: 10, items: option, description: "all different" },
  several: { type: "boolean", description: "one may choose more than one" },
  after: { type: "boolean", description: "the result is seen by who chose, and by all when it has ended" },
  until: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
};

export const why = { type: "string", maxLength: 300, description: "for those whom it concerns" };

/** A decision may say why, to those whom it concerns; it need not have a body. */
export const withReason = { ...bodyOf({ reason: why }, []), type: ["object", "null"] };
