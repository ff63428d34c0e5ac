// What a command ends with. docs/cli.md lists the codes.

export const exits = /** @type {const} */ ({ done: 0, failed: 1, usage: 2, unwell: 3 });

/** The command was called wrongly: said together with how it is called. */
export class UsageError extends Error {}
