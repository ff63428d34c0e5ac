// The numbers of a public feed, "<epoch>-<number>": within an epoch, what has the greater one is newer.

/** @param {string} seq @returns {number} */
export const numberOf = (seq) => Number(seq.slice(seq.lastIndexOf("-") + 1)) || 0;
