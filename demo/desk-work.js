// What a manager and an ambassador have done before one looks at the desk, so that each of its pages has something to show. All of it
// through the relay's own API, as the desk itself does it.

/** @import { PostView, ThreadSummary } from "../wasm/engine.d.ts" */

const day = 86_400_000;
const lookEveryMs = 300;
const waitMs = 120_000;

/** What each thread is found by. */
const asked = {
  outage: "al drie dagen storing",
  move: "Wij verhuizen zaterdag",
  idea: "welk apparaat zoveel data",
  night: "Idee: een donkere stand in de app",
  text: "Idee: meld storingen per sms",
  paid: "Samen met Boxfabriek",
  selling: "Verdien € 500 per dag",
  router: "Eigen router achter de Noordnet Box",
};

/** Of which an ambassador's first reply is the answer. */
const answered = [
  "Wifi valt elke avond",
  "Factuur deze maand",
  "eSIM overzetten",
  "Beeld blokkeert bij sport",
  "IPv6 aan of uit",
];

const replies = {
  "kept-restart": {
    title: "Box opnieuw starten",
    text: "Hoi {{name}}, haal de stekker van de Box eruit, tel tot tien en steek hem er weer in. Na vijf minuten hoort alles het te doen. Zo niet, laat het ons hier weten.",
  },
  "kept-outage": {
    title: "Storing, we zijn ermee bezig",
    text: "Hoi {{name}}, wat vervelend. Er is een storing bij jou in de buurt en onze monteurs zijn onderweg. We verwachten herstel rond {{tijd}} en laten het hier weten.",
  },
  "kept-private": {
    title: "Vraag om klantnummer, niet hier",
    text: "Hoi {{name}}, dit zoeken we graag voor je uit. Bel 0800 0123 of gebruik de app, en noem “{{title}}”. Zet je klantnummer niet hier: iedereen leest mee. {{brand}}",
  },
};

/** One that holds what comes in, and one that is yet to be tried. */
const rules = [
  { key: "rule-new-links", name: "Links van wie hier nieuw is", on: true, new_author: 2, links: 2 },
  {
    key: "rule-hard-words",
    name: "Harde woorden",
    on: false,
    words: ["schandalig", "belachelijk", "oplichters", "prutsers"],
  },
];

/**
 * @param {string} relay its address
 * @param {{ manager: string, ambassador: string, customer: string }} tokens
 */
export async function workAtDesk(relay, { manager, ambassador, customer }) {
  const base = `${relay}/v1/bridges/noordnet`;

  /** @param {string} path @param {{ method?: string, token?: string, body?: object }} [how] @returns {Promise<any>} */
  async function call(path, { method = "GET", token = "", body } = {}) {
    const answer = await fetch(base + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  }
  /** @param {string} path @param {object} [body] @param {string} [token] */
  const act = (path, body, token = manager) => call(path, { method: "POST", token, body });

  const threads = await threadsOf(call);
  const found = /** @type {Record<keyof typeof asked, string>} */ (
    Object.fromEntries(Object.entries(asked).map(([name, words]) => [name, threadWith(threads, words)]))
  );
  for (const [key, said] of Object.entries(replies)) await act(`/desk/canned/${key}`, said);
  await act(`/desk/posts/${found.move}/claim`, undefined, ambassador);
  await act(`/desk/posts/${found.outage}/note`, {
    key: "note-beilen",
    text: "Netbeheer gebeld: kast 14 in Beilen is vervangen, er zit nog een tweede breuk. Om 16:00 weten ze meer.",
  });
  await act(`/posts/${found.selling}/hold`, { reason: "Reclame voor iets anders; niet afgesproken." });
  await act(`/desk/posts/${found.idea}/idea`, {
    status: "planned",
    reason: "We bouwen het; het komt in de app van dit voorjaar.",
  });
  await act(`/desk/posts/${found.night}/idea`, { status: "done", reason: "Zit sinds deze week in de app." });
  await act(`/desk/posts/${found.text}/idea`, { status: "new" });
  for (const post of [found.idea, found.text]) await act(`/posts/${post}/react`, undefined, ambassador);
  for (const post of [found.idea, found.night]) await act(`/posts/${post}/react`, undefined, customer);
  for (const post of [found.idea, found.night]) await act(`/desk/posts/${post}/tag`, { tag: "app" });
  for (const rule of rules) await act("/desk/rules", rule);
  for (const words of answered) {
    const { posts } = await call(`/threads/${threadWith(threads, words)}`);
    await act(`/posts/${posts.find((/** @type {PostView} */ { author }) => author.role === "ambassador").id}/accept`);
  }
  await act(`/desk/posts/${found.paid}/sponsor`, { reason: "Boxfabriek betaalt deze actie." });
  await act(`/desk/posts/${found.router}/feature`, {});
  await act(`/desk/posts/${found.router}/tag`, { tag: "instellingen" });
  await act("/desk/announcements", {
    key: "works-assen",
    title: "Vannacht onderhoud in Assen",
    text: "Tussen 02:00 en 04:00 uur vervangen we apparatuur in Assen. Internet en tv kunnen dan een kwartier wegvallen. Je hoeft niets te doen.",
    until: Date.now() + day,
  });
  const { post } = await act("/desk/polls", {
    key: "poll-opening",
    title: "Wanneer wil je ons kunnen bellen?",
    text: "We kijken opnieuw naar onze openingstijden. Wanneer komt bellen jou het beste uit?",
    options: ["Overdag", "’s Avonds tot tien uur", "Ook op zondag"],
    until: Date.now() + 7 * day,
  });
  await act(`/posts/${post.id}/vote`, { choices: [1] }, ambassador);
  await act(`/posts/${post.id}/vote`, { choices: [2] }, customer);
  await act("/desk/calendar", {
    key: "plan-fibre",
    title: "Glasvezel in Emmen: dit verandert er",
    text: "Vanaf maandag leggen we glasvezel in Emmen. In dit bericht staat per wijk wanneer we langskomen, en wat je zelf kunt voorbereiden.",
    at: Date.now() + day / 8, // in three hours, so that the calendar shows it as it opens
  });
}

/**
 * Waits until the relay has read what stands in the places.
 * @param {(path: string) => Promise<{ threads: ThreadSummary[] }>} call
 */
async function threadsOf(call) {
  for (const until = Date.now() + waitMs; ;) {
    const { threads } = await call("/feed?page_size=100");
    if ([...Object.values(asked), ...answered].every((words) => threadWith(threads, words))) return threads;
    if (Date.now() > until) throw new Error("the relay has not read what stands in the places");
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** @param {ThreadSummary[]} threads @param {string} words of what was said first @returns {string | undefined} its id */
const threadWith = (threads, words) =>
  threads.find(({ root }) => JSON.stringify([root.title, root.body]).includes(words))?.root.id;
