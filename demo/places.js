// The demo's places as five days left them: Noordnet's Bluesky page and its forum, with customers, two ambassadors and
// conversations that began in either. Everything is written through the platforms' own APIs, dated back.

const hour = 3_600_000;
const minute = 60_000;

/** Customers and ambassadors: the name on the forum, the handle on the page. */
export const people = [
  { forum: "sanne_v", page: "sanne.test", name: "Sanne Visser" },
  { forum: "tom-bakker", page: "tombakker.test", name: "Tom Bakker" },
  { forum: "Fatima", page: "fatima.test", name: "Fatima El Idrissi" },
  { forum: "joris", page: "joris.test", name: "Joris de Wit" },
  { forum: "mevrouw_jansen", page: "riajansen.test", name: "Ria Jansen" },
  { forum: "DaanD", page: "daan.test", name: "Daan Dijkstra" },
  { forum: "esma", page: "esma.test", name: "Esma Yılmaz" },
  { forum: "kees-uit-assen", page: "kees.test", name: "Kees Hoekstra" },
  { forum: "wilma_weet_het", page: "wilma.test", name: "Wilma de Groot", ambassador: true },
  { forum: "netwerk-niels", page: "niels.test", name: "Niels Postma", ambassador: true },
];

const wilma = "wilma.test";
const niels = "niels.test";
const brand = "noordnet.test";

/**
 * @typedef {object} Line
 * @property {string} by A page handle, also of who writes on the forum.
 * @property {string} text
 * @property {number} after Minutes after the line before.
 * @property {number} [to] Which line it answers: 0, the default, is the first.
 *
 * @typedef {{ place: "forum" | "page", hoursAgo: number, by: string, title?: string, text: string, tags?: string[], lines: Line[] }} Thread
 */

/** @type {Thread[]} */
export const threads = [
  {
    place: "forum",
    hoursAgo: 117,
    by: "kees.test",
    title: "Wifi valt elke avond weg op zolder",
    text: "Beneden haal ik **200 Mbit**, maar op zolder valt de wifi elke avond rond acht uur weg. De Noordnet Box staat in de meterkast. Iemand een idee? #wifi",
    tags: ["wifi"],
    lines: [
      {
        by: niels,
        after: 42,
        text: "Een meterkast werkt als een kooi van Faraday, zeker als hij van metaal is. Drie dingen om te proberen:\n\n1. Zet de Box buiten de kast, hoog en vrij.\n2. Kies kanaal 1, 6 of 11 op 2,4 GHz. Rond acht uur kijkt de hele straat tv.\n3. Helpt dat niet: een extra toegangspunt op de overloop, **bekabeld**.",
      },
      { by: "kees.test", after: 95, to: 1, text: "Box op de kast gezet en kanaal 11 gekozen. Scheelt enorm, dank!" },
      { by: wilma, after: 30, to: 2, text: "Fijn! Laat je even weten of het vanavond na achten ook goed blijft?" },
      { by: "kees.test", after: 1260, to: 3, text: "Gisteravond geen enkele onderbreking gehad. Opgelost dus." },
    ],
  },
  {
    place: "page",
    hoursAgo: 112,
    by: brand,
    text: "Vanaf vandaag kun je bij Noordnet in 41 landen buiten de EU roamen met een dagbundel van € 4. Welke landen dat zijn, lees je op https://noordnet.example/roaming",
    lines: [
      { by: "sanne.test", after: 21, text: "Zit Zwitserland daar ook bij? Wij gaan in februari skiën ⛷️" },
      {
        by: wilma,
        after: 16,
        to: 1,
        text: "Ja, Zwitserland zit erbij. Zet de dagbundel aan in de app vóór je de grens over gaat, dan begint hij pas als je echt data gebruikt.",
      },
      { by: "joris.test", after: 190, text: "En Turkije?" },
      {
        by: brand,
        after: 25,
        to: 3,
        text: "Ook Turkije, Joris. Een dag loopt daar van middernacht tot middernacht, Nederlandse tijd.",
      },
    ],
  },
  {
    place: "page",
    hoursAgo: 98,
    by: "fatima.test",
    text: "@noordnet.test het lampje op mijn router knippert sinds vanochtend oranje en ik heb geen internet. Storing?",
    lines: [
      {
        by: niels,
        after: 8,
        text: "Langzaam oranje betekent dat de Box geen signaal op de glasvezel ziet. Zit het witte kabeltje achterin goed vast? Druk het aan tot je een klik hoort.",
      },
      { by: "fatima.test", after: 12, to: 1, text: "Dat was het 🙈 de stofzuiger had hem eruit getrokken. Dankjewel!" },
      { by: brand, after: 35, to: 2, text: "Mooi dat het weer werkt, Fatima. En bedankt Niels!" },
    ],
  },
  {
    place: "forum",
    hoursAgo: 91,
    by: "riajansen.test",
    title: "Factuur deze maand € 11 hoger",
    text: "Goedemiddag, mijn factuur is deze maand ineens € 11 hoger. Er staat *pro rata* bij. Wat betekent dat en klopt het wel?",
    tags: ["factuur"],
    lines: [
      {
        by: wilma,
        after: 64,
        text: "Dag mevrouw Jansen! *Pro rata* is het deel van een maand. Heeft u halverwege de maand iets aan uw abonnement veranderd? Dan betaalt u die dagen nog apart; volgende maand is het bedrag weer gewoon.",
      },
      {
        by: "riajansen.test",
        after: 180,
        to: 1,
        text: "Ah, ik heb op de 14e het tv-pakket erbij genomen. Dan begrijp ik het. Hartelijk dank voor de duidelijke uitleg.",
      },
    ],
  },
  {
    place: "forum",
    hoursAgo: 77,
    by: "daan.test",
    title: "eSIM overzetten naar nieuwe telefoon",
    text: "Ik heb een nieuwe telefoon en wil mijn eSIM overzetten. De QR-code die ik vorig jaar kreeg, geeft de fout `Code is al gebruikt`. Hoe krijg ik een nieuwe?",
    tags: ["esim", "mobiel"],
    lines: [
      {
        by: niels,
        after: 27,
        text: "Een code werkt maar één keer. In de app: **Mobiel → Simkaart → Nieuwe eSIM**. Je krijgt dan meteen een nieuwe code.\n\n> Let op: de oude eSIM stopt zodra je de nieuwe installeert.\n\nDoe het dus met wifi in de buurt.",
      },
      { by: "daan.test", after: 55, to: 1, text: "Gelukt in twee minuten. Top!" },
      {
        by: "esma.test",
        after: 610,
        text: "Werkt dit ook met een smartwatch erbij? Die heeft bij mij hetzelfde nummer.",
      },
      {
        by: niels,
        after: 45,
        to: 3,
        text: "Ja, maar de watch moet je daarna opnieuw koppelen: **Mobiel → Tweede toestel**.",
      },
    ],
  },
  {
    place: "page",
    hoursAgo: 70,
    by: "tombakker.test",
    text: "@noordnet.test waarom kan ik NPO 1 sinds de update van de tv-box niet meer terugkijken? Begin gemist werkt wel.",
    lines: [
      {
        by: wilma,
        after: 33,
        text: "Dat hoor ik van meer mensen. Zet de tv-box eens helemaal uit (stekker eruit, tien tellen wachten). Daarna haalt hij de gids opnieuw op.",
      },
      {
        by: "tombakker.test",
        after: 14,
        to: 1,
        text: "Stekkertruc gedaan, helaas nog steeds een zwart scherm bij terugkijken.",
      },
      {
        by: brand,
        after: 80,
        to: 2,
        text: "We zien het ook, Tom. Er komt morgen een herstel; je hoeft niets te doen. We laten het hier weten.",
      },
      { by: brand, after: 1130, to: 3, text: "Het herstel staat erop. Werkt terugkijken bij jou weer?" },
      { by: "tombakker.test", after: 200, to: 4, text: "Ja! Net op tijd voor de aflevering van gisteren 👍" },
    ],
  },
  {
    place: "forum",
    hoursAgo: 58,
    by: "joris.test",
    title: "Eigen router achter de Noordnet Box?",
    text: "Mag ik mijn eigen router gebruiken? Ik zoek de instellingen:\n\n- VLAN voor internet\n- VLAN voor tv\n- wel of geen PPPoE",
    tags: ["router"],
    lines: [
      {
        by: niels,
        after: 73,
        text: "Dat mag. Internet op VLAN 300, tv op VLAN 640, **geen** PPPoE: gewoon DHCP.\n\n```\nwan.vlan   = 300\niptv.vlan  = 640\nigmp.proxy = on\n```\n\nZonder `igmp.proxy` hapert de tv na een paar minuten.",
      },
      { by: "joris.test", after: 340, to: 1, text: "Werkt! Alleen de tv bleef eerst hangen, precies om die igmp." },
    ],
  },
  {
    place: "page",
    hoursAgo: 46,
    by: "esma.test",
    text: "@noordnet.test kan ik mijn abonnement een maand stilzetten als ik op reis ben?",
    lines: [
      {
        by: wilma,
        after: 19,
        text: "Mobiel wel: één tot drie maanden, één keer per jaar, in de app onder Abonnement. Internet thuis kan helaas niet gepauzeerd worden.",
      },
      { by: "esma.test", after: 9, to: 1, text: "Duidelijk, dank je Wilma!" },
    ],
  },
  {
    place: "forum",
    hoursAgo: 33,
    by: "sanne.test",
    title: "Trage upload bij glasvezel 1 Gbit",
    text: "Download is prima (930 Mbit), maar upload blijft op 90 Mbit hangen. Getest via kabel op https://speedtest.example en met twee laptops.",
    tags: ["glasvezel", "snelheid"],
    lines: [
      {
        by: "kees.test",
        after: 50,
        text: "Had ik ook. Bij mij was het een oude kabel: op de stekker stond *Cat 5* in plaats van *Cat 5e*.",
      },
      {
        by: niels,
        after: 40,
        to: 1,
        text: "Goede tip van Kees. 90 Mbit is typisch een verbinding die op 100 Mbit is afgesproken. Kijk in de Box bij **Status → LAN** welke poort op 100 staat.",
      },
      { by: "sanne.test", after: 125, to: 2, text: "Poort 2 staat inderdaad op 100. Morgen een nieuwe kabel halen!" },
    ],
  },
  {
    place: "page",
    hoursAgo: 21,
    by: "joris.test",
    text: "@noordnet.test in Assen-Oost ligt internet eruit sinds een halfuur, ook bij de buren. Is er iets bekend?",
    lines: [
      {
        by: brand,
        after: 11,
        text: "Er is bij graafwerk een kabel geraakt. Onze monteur is ter plaatse; we verwachten herstel binnen vier uur.",
      },
      { by: "kees.test", after: 40, to: 1, text: "Hier (Peelo) doet alles het gewoon, dus het is echt alleen Oost." },
      {
        by: brand,
        after: 205,
        to: 1,
        text: "De kabel is hersteld. Heb je nog geen internet? Zet de Box dan één keer uit en aan.",
      },
      { by: "joris.test", after: 12, to: 3, text: "Alles doet het weer. Netjes binnen de tijd 👏" },
    ],
  },
  {
    place: "forum",
    hoursAgo: 9,
    by: "esma.test",
    title: "Roaming in het Verenigd Koninkrijk",
    text: "Ik ga volgende week naar Londen. Valt het VK nog onder de EU-bundel of betaal ik apart?",
    tags: ["roaming"],
    lines: [
      {
        by: wilma,
        after: 36,
        text: "Bij Noordnet telt het VK gewoon mee met de EU. Je bundel werkt dus zoals thuis, tot 25 GB per maand.",
      },
    ],
  },
  {
    place: "page",
    hoursAgo: 3,
    by: "riajansen.test",
    text: "@noordnet.test mijn kleinzoon zegt dat ik de wifi een ander wachtwoord moet geven. Waar doe ik dat? #wifi",
    lines: [],
  },
  {
    place: "forum",
    hoursAgo: 1.5,
    by: "fatima.test",
    title: "Lampje van de versterker blijft rood",
    text: "Ik heb een tweede wifi-versterker gekocht, maar het lampje blijft rood na het koppelen. De eerste werkt wel. Wat doe ik verkeerd? #wifi",
    tags: ["wifi"],
    lines: [],
  },
];

/**
 * Everything is done in the order of time, as it would have been.
 * @param {import("../tests/simulators/host.js").Simulators} simulators
 * @param {number} now
 * @param {{ people: { forum: string, page: string, name: string, ambassador?: boolean }[], threads: Thread[] }} [what] other people who say other things
 */
export function seedDemo({ forum, page }, now, what = { people, threads }) {
  const joined = now - 200 * 24 * hour;
  forum.person("noordnet", { displayName: "Noordnet", exempt: true, at: joined });
  /** @type {Map<string, string>} */
  const forumNames = new Map([[brand, "noordnet"]]);
  for (const one of what.people) {
    forum.person(one.forum, { displayName: one.name, reputation: one.ambassador ? 250 : 5, at: joined });
    page.person(one.page, { displayName: one.name, at: joined });
    forumNames.set(one.page, one.forum);
  }

  /** @type {{ at: number, act: () => void }[]} */
  const acts = [];
  for (const thread of what.threads) {
    let at = now - thread.hoursAgo * hour;
    /** The id of each line's post: pids or uris. @type {(number | string)[]} */
    const written = [];
    let tid = 0;
    const begin = at;
    acts.push({
      at,
      act: () => {
        if (thread.place === "forum") {
          const author = forumNames.get(thread.by) ?? thread.by;
          const topic = forum.topic(author, thread.title ?? "", thread.text, { tags: thread.tags ?? [], at: begin });
          tid = topic.tid;
          written.push(topic.pid);
        } else {
          written.push(page.post(thread.by, thread.text, { at: begin }).uri);
        }
      },
    });
    for (const line of thread.lines) {
      at = Math.min(at + line.after * minute, now - minute);
      const when = at;
      acts.push({
        at,
        act: () => {
          const to = written[line.to ?? 0];
          if (thread.place === "forum") {
            const author = forumNames.get(line.by) ?? line.by;
            // A reply to the first post names no parent, as NodeBB's own button does.
            written.push(forum.reply(author, tid, line.text, line.to ? Number(to) : undefined, { at: when }).pid);
          } else {
            written.push(page.reply(line.by, String(to), line.text, { at: when }).uri);
          }
        },
      });
    }
  }
  acts.sort((a, b) => a.at - b.at);
  for (const { act } of acts) act();
}

/** Who is an ambassador, for a bridge's configuration. */
export const ambassadors = {
  forum: people.filter((one) => one.ambassador).map((one) => one.forum),
  page: people.filter((one) => one.ambassador).map((one) => one.page),
};
