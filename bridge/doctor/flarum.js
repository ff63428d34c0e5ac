// Flarum: whom the key acts as, and whether that member may begin discussions in the tag. A key is not throttled; what is written may still
// wait for approval (flarum/approval), which only administrators are sure to be spared. A key that is not accepted is no error: it makes
// one a guest, who does not see what is a member's own.
// Sources: docs.flarum.org/rest-api; AuthenticateWithHeader.php, UserSerializer, TagSerializer (canStartDiscussion).
import { acting } from "./acting.js";
import { told } from "./asker.js";
import { failure, ok, warning } from "./finding.js";

const administrators = "1"; // Group::ADMINISTRATOR_ID

/** @param {import("./doctor.js").Patient} patient @returns {AsyncGenerator<import("./finding.js").Found>} */
export async function* flarum(patient) {
  const { ask, place } = patient;
  const { user = "", tag = "" } = place.settings ?? {};
  const self = await ask.get(`/api/users/${user}`);
  const renew = "put a key without a user into the table api_keys, and name the member's number in `settings.user`";
  if (self.status !== 200) return yield failure(`member ${user} is not told: ${told(self)}`, renew);
  const { attributes = {}, relationships = {} } = self.json.data ?? {};
  if (!isOwn(attributes)) return yield failure("the key is not accepted: the forum takes us for a guest", renew);
  yield ok(`the key acts as ${attributes.username}`);
  if (attributes.suspendedUntil && Date.parse(attributes.suspendedUntil) > Date.now())
    yield failure(`that member is suspended until ${attributes.suspendedUntil}`, "lift it in the forum");
  // A key of no member is a guest's where nobody is named; a member's own key is theirs all the same.
  const nobodys = async () => {
    const { json } = await ask.send("GET", `/api/users/${user}`, { as: "" });
    return !isOwn(json.data?.attributes ?? {});
  };
  yield* acting(patient, nobodys, renew);
  yield* tagOf(ask, tag);
  const groups = (relationships.groups?.data ?? []).map((/** @type {any} */ group) => String(group.id));
  if (groups.includes(administrators)) yield ok("what administrators write is neither held nor slowed");
  else
    yield warning(
      "that member is no administrator: with the extension Approval posts may wait for a moderator",
      "give their group the permissions to start and reply without approval",
    );
}

/** What is told to that member alone. @param {any} attributes */
const isOwn = ({ preferences, unreadNotificationCount }) =>
  preferences !== undefined || unreadNotificationCount !== undefined;

/** @param {import("./asker.js").Asker} ask @param {string} tag @returns {AsyncGenerator<import("./finding.js").Found>} */
async function* tagOf(ask, tag) {
  const list = await ask.get("/api/tags");
  /** @type {any[]} */
  const all = Array.isArray(list.json.data) ? list.json.data : [];
  const slug = (/** @type {any} */ one) => one.attributes?.slug;
  const numbered = /^\d+$/.test(tag);
  const one = all.find((each) => (numbered ? String(each.id) === tag : slug(each) === tag));
  const todo = `set \`settings.tag\` to the number of a tag: ${all
    .slice(0, 20)
    .map((each) => `${each.id} (${slug(each)})`)
    .join(", ")}`;
  if (!numbered)
    return yield failure(
      `\`settings.tag\` is "${tag}"${one ? `, whose number is ${one.id}` : ""}, and must be a number`,
      todo,
    );
  if (list.status !== 200) return yield warning(`the tags are not told: ${told(list)}`, `see that tag ${tag} is there`);
  if (!one) return yield failure(`there is no tag ${tag} that this member may see`, todo);
  if (one.attributes?.canStartDiscussion === false)
    return yield failure(
      `that member may not begin discussions in "${slug(one)}"`,
      "the tag's permissions, in the administration",
    );
  yield ok(`tag ${tag} is "${slug(one)}"`);
}
