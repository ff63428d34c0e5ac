// A small conversation for the tests: three threads from two places, told by a telecom brand's customers.

/** @import { CopyView, PlaceView, PostView, RichNode, Role } from "../../wasm/engine.js" */

/** @type {PlaceView[]} */
export const places = [
  { id: "bluesky", kind: "page", platform: "bluesky", name: "Bluesky", url: "https://bsky.example/profile/noordnet" },
  { id: "forum", kind: "forum", platform: "nodebb", name: "Noordnet Forum", url: "https://forum.example" },
  { id: "site", kind: "site", platform: "site", name: "Noordnet", url: "https://noordnet.example" },
];

/**
 * @param {Partial<PostView> & { id: string, minutes?: number, by?: string, role?: Role, text?: string, body?: RichNode[] }} about
 * @returns {PostView}
 */
export function post({ minutes = 0, by = "Ana de Wit", role = "visitor", text = "", ...given }) {
  return {
    thread: given.id,
    place: "bluesky",
    remote: given.id,
    url: `https://bsky.example/post/${given.id}`,
    author: { key: by, name: by, role },
    body: text.split("\n\n").map((paragraph) => ({ t: "p", c: [paragraph] })),
    created_at: Date.now() - minutes * 60_000,
    copies: [sent(given.place === "forum" ? "bluesky" : "forum", given.id)],
    ...given,
  };
}

/** @param {string} place @param {string} id @returns {CopyView} */
export const sent = (place, id) => ({ place, state: "sent", remote: id, url: `https://${place}.example/copy/${id}` });

/** @returns {PostView[]} */
export function conversation() {
  const router = "aaaaaaaaaaaaa";
  const roaming = "bbbbbbbbbbbbb";
  const move = "ccccccccccccc";
  return [
    post({
      id: router,
      minutes: 184,
      title: "Modem valt elke avond weg rond acht uur",
      text: "Sinds vorige week valt mijn internet elke avond een paar minuten weg. Het lampje van de modem knippert dan oranje. Ik heb hem al twee keer opnieuw gestart, maar de volgende avond is het weer raak. Wie herkent dit?",
    }),
    post({
      id: "aaaaaaaaaaab2",
      thread: router,
      parent: router,
      minutes: 121,
      place: "forum",
      by: "Joris Bakker",
      role: "ambassador",
      url: "https://forum.example/post/2",
      body: [
        { t: "p", c: ["Dat is bijna altijd het wifi-kanaal: rond acht uur zit de hele straat op hetzelfde."] },
        {
          t: "ol",
          c: [
            { t: "li", c: [{ t: "p", c: ["Ga naar ", { t: "code", s: "http://192.168.1.1" }, " en log in."] }] },
            { t: "li", c: [{ t: "p", c: ["Kies ", { t: "b", c: ["Kanaal: 44"] }, " bij 5 GHz."] }] },
          ],
        },
        {
          t: "p",
          c: ["Hier staat het met plaatjes: ", { t: "a", u: "https://forum.example/wifi", c: ["wifi-kanaal kiezen"] }],
        },
      ],
    }),
    post({
      id: "aaaaaaaaaaab3",
      thread: router,
      parent: "aaaaaaaaaaab2",
      minutes: 96,
      text: "Dat was het! Al twee avonden geen storing meer. Dank je wel, Joris.",
    }),
    post({
      id: "aaaaaaaaaaab4",
      thread: router,
      parent: "aaaaaaaaaaab3",
      minutes: 90,
      by: "Noordnet",
      role: "brand",
      text: "Fijn om te horen, Ana. We zetten het kanaal vanaf volgende maand automatisch goed.",
    }),
    post({
      id: "aaaaaaaaaaab5",
      thread: router,
      parent: router,
      minutes: 60,
      by: "",
      removed: true,
      body: [],
      copies: [],
    }),
    post({
      id: roaming,
      minutes: 420,
      place: "forum",
      by: "Fatima El Amrani",
      url: "https://forum.example/topic/12",
      title: "Werkt mijn bundel ook in Zwitserland?",
      text: "Ik ga in december skiën in Zwitserland. Op de site lees ik alleen over de EU. Betaal ik daar apart voor, of valt het onder mijn bundel?",
    }),
    post({
      id: "bbbbbbbbbbbb2",
      thread: roaming,
      parent: roaming,
      minutes: 400,
      by: "Koen",
      text: "Volgens mij moet je er een dagbundel bij nemen.",
    }),
    post({
      id: move,
      minutes: 1500,
      by: "Sem Visser",
      title: "Verhuizen met glasvezel: hoe lang van tevoren?",
      text: "Wij verhuizen op 12 januari naar een nieuwbouwwoning. Wanneer moet ik dat doorgeven om niet zonder internet te zitten?",
    }),
  ];
}
