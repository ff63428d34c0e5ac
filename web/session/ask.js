// Asking a relay: an answer's data, or a RelayError.

export class RelayError extends Error {
  /**
   * @param {string} code the relay's, or "unreachable", or "http_<status>"
   * @param {string} message for people
   * @param {number} status 0 when there was no answer
   */
  constructor(code, message, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** @param {string} address @param {RequestInit} [options] @returns {Promise<any>} throws RelayError */
export async function ask(address, options) {
  let answer, data;
  try {
    answer = await fetch(address, { credentials: "omit", ...options });
    data = await answer.json().catch(() => undefined);
  } catch (failure) {
    throw new RelayError("unreachable", String(failure), 0);
  }
  if (answer.ok && data) return data;
  throw new RelayError(data?.error?.code ?? `http_${answer.status}`, data?.error?.message ?? "", answer.status);
}

/** @template T @param {T | undefined} data what could be read of an answer @returns {T} */
export function understood(data) {
  if (!data) throw new RelayError("not_understood", "this is no answer of a relay", 200);
  return data;
}

/** @param {Record<string, string | number | boolean | null | undefined>} values @returns {string} "" or "?…" */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : "";
}
