/** An account cannot be linked; the message is for who tries, and holds no secret. */
export class LinkError extends Error {}
