// Addresses from outside, before they stand anywhere.

/** @param {unknown} url @param {boolean} [web] only what can be fetched @returns {string} "" unless http, https or mailto */
export function safeUrl(url, web) {
  try {
    const { protocol, href } = new URL(String(url));
    return (web ? ["http:", "https:"] : ["http:", "https:", "mailto:"]).includes(protocol) ? href : "";
  } catch {
    return "";
  }
}
