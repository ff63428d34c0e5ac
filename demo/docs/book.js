// Which pages there are, in the order in which one reads them: addresses below /docs/, each of docs/<address>.md. "" is docs/README.md.

/** @type {{ title: string, pages: [address: string, title: string][] }[]} */
export const chapters = [
  {
    title: "The widget",
    pages: [
      ["widget/quick-start", "Quick start"],
      ["configurator", "Configurator"],
      ["widget/attributes", "Attributes"],
      ["widget/events", "Events"],
      ["widget/styling", "Styling"],
      ["widget/languages", "Languages and own texts"],
      ["widget/frameworks", "Frameworks and types"],
      ["widget/csp-and-privacy", "Policy and privacy"],
      ["widget/accessibility", "Accessibility"],
      ["direct", "Without a relay"],
      ["widget/limits", "Limits"],
    ],
  },
  {
    title: "The relay",
    pages: [
      ["config", "Configuration"],
      ["sign-in", "Signing in"],
      ["cli", "Command line"],
      ["operating", "Operating"],
      ["http-api", "HTTP API"],
      ["security", "Security"],
    ],
  },
  {
    title: "The community",
    pages: [
      ["desk", "The desk"],
      ["insight", "Insight"],
      ["reputation", "Reputation"],
    ],
  },
  {
    title: "Inside",
    pages: [
      ["platforms", "What works where"],
      ["formats", "Formats"],
      ["decisions/", "Decisions"],
    ],
  },
];

const inOrder = chapters.flatMap(({ pages }) => pages.map(([address, title]) => ({ address, title })));

/** @param {string} address @returns {{ before?: { address: string, title: string }, after?: { address: string, title: string } }} */
export function neighbours(address) {
  const at = inOrder.findIndex((page) => page.address === address);
  return at < 0 ? {} : { before: inOrder[at - 1], after: inOrder[at + 1] };
}

export const addresses = inOrder.map(({ address }) => address);
