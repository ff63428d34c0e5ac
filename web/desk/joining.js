// That two accounts are one person: who the other is, is found by a part of their name first; then why is asked.
import { Dialog } from "./dialogs.js";
import { reasonDialog } from "./reasons.js";

/** @import { Desk } from "./desk.js" */
/** @import { PersonStanding } from "./shapes.js" */

const offeredMost = 12;
/** People are looked through in pages of so many, and so many pages. */
const pageSize = 100;
const pagesMost = 10;
const wordsMost = 100;

/** Without case, marks and spaces. @param {string} name */
const folded = (name) =>
  name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** How much two names have in common, of the shorter one: their beginnings. @param {string} a @param {string} b */
function alike(a, b) {
  const [one, other] = [folded(a), folded(b)];
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return shorter ? same / shorter : 0;
}

/**
 * Those who have it in their names, or in those of their accounts, those who are named alike first; of none, whoever is named most alike.
 * @param {Desk} desk @param {PersonStanding} person @param {string} wanted
 */
async function othersFor({ calls }, person, wanted) {
  /** @type {PersonStanding[]} */
  const all = [];
  let after = null;
  for (let page = 0; page < pagesMost; page++) {
    const { items, next } = await calls.people({ after, size: pageSize });
    all.push(...items);
    if (!(after = next)) break;
  }
  const own = new Set(person.accounts.map(({ key }) => key));
  const others = all.filter(({ author }) => !own.has(author.key));
  if (!others.length) throw Object.assign(new Error("there is nobody else"), { status: 404 });
  const has = (/** @type {PersonStanding} */ { author, accounts }) =>
    [author, ...accounts].some(({ name }) => folded(name).includes(folded(wanted)));
  const found = others.filter(has);
  const likeness = (/** @type {PersonStanding} */ { author }) => alike(person.author.name, author.name);
  return (found.length ? found : others).sort((a, b) => likeness(b) - likeness(a)).slice(0, offeredMost);
}

/** @param {Desk} desk @param {PersonStanding} person */
export function joinPerson(desk, person) {
  const { say } = desk.element;
  const { name } = person.author;
  const search = new Dialog(desk, {
    title: say("joinPerson", { name }),
    submit: say("joinFind"),
    fields: [
      {
        name: "wanted",
        label: say("joinWanted"),
        kind: "line",
        hint: say("joinWantedHint"),
        value: name.split(/\s/)[0],
        most: wordsMost,
      },
    ],
    act: async ({ wanted }) => {
      const others = await othersFor(desk, person, wanted);
      return () => {
        choose(desk, person, others);
        if (desk.dialog) desk.dialog.before = search.before;
      };
    },
  });
  desk.ask(search);
}

/** @param {Desk} desk @param {PersonStanding} person @param {PersonStanding[]} others */
function choose(desk, person, others) {
  const { calls, element, places } = desk;
  const { key, name } = person.author;
  const where = new Map(places.map((place) => [place.id, place.name]));
  const named = (/** @type {PersonStanding} */ { author, accounts }) =>
    `${author.name} (${[...new Set(accounts.map(({ place }) => where.get(place) ?? place))].join(", ")})`;
  reasonDialog(desk, "joinPerson", {
    values: { name },
    fields: [
      {
        name: "other",
        label: element.say("joinWhom"),
        kind: "choice",
        options: others.map((other) => [other.author.key, named(other)]),
        needed: true,
      },
    ],
    act: async (reason, { other }) => {
      await calls.join(key, "same", other, reason);
      return other;
    },
    says: "personJoined",
    undo: (other) => calls.join(key, "unsame", /** @type {string} */ (other), ""),
    then: () => void desk.pages.people.refresh(),
  });
}
