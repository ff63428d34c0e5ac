// People: who helps, by points; who might become an ambassador; and of one of them, why they have the points they have.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { hue, placeName, timeOf } from "../../views/byline.js";
import { face } from "../../views/face.js";
import { platformGlyph } from "../../views/glyphs.js";
import { named } from "../language.js";
import { toCase } from "./queue.js";
import { failure, listOf, waiting } from "./state.js";

/** @import { DeskLanguage } from "../language.js" */
/** @import { PersonStanding, Reason, WholeStanding } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** The highest first. */
const levels = ["ambassador", "expert", "regular", "member", "newcomer"];

/** @param {DeskView} view */
export function peoplePage(view) {
  const { desk, say } = view;
  const { people } = desk.pages;
  return html`<div class="split ${people.shown ? "opened" : ""}" part="people">
    <section class="pane list" part="list" aria-labelledby="page-title">
      <div class="list-head">
        <h2 id="page-title" tabindex="-1">${say("page:people")}</h2>
        ${levelFilter(view)}
      </div>
      ${people.level ? nothing : candidates(view)}
      ${listOf(view, people.list, {
        none: "peopleNone",
        name: say("page:people"),
        idOf: ({ author }) => author.key,
        row: (person) => html`<li>${row(view, person)}</li>`,
      })}
    </section>
    <section class="pane detail" part="detail" aria-label=${say("person")}>
      ${people.shown ? personView(view) : html`<p class="empty">${say("choosePerson")}</p>`}
    </section>
  </div>`;
}

/** @param {DeskView} view */
function levelFilter(view) {
  const { desk, say, language } = view;
  const { people } = desk.pages;
  const all = [...new Set([...levels, ...Object.keys(people.levels)])];
  return html`<div class="filters" role="group" aria-label=${say("level")}>
    <button part="filter" data-find aria-pressed=${people.level ? "false" : "true"} @click=${() => people.choose("")}>
      ${say("all")}
    </button>
    ${all.map(
      (level) =>
        html`<button
          part="filter"
          aria-pressed=${people.level === level ? "true" : "false"}
          @click=${() => people.choose(level)}
        >
          ${named(language, "level", level)} <span class="count">${language.number(people.levels[level] ?? 0)}</span>
        </button>`,
    )}
  </div>`;
}

/** @param {DeskView} view */
function candidates(view) {
  const { desk, say } = view;
  const { people } = desk.pages;
  if (!people.candidates.length) return nothing;
  return html`<section class="candidates" part="candidates" aria-labelledby="candidates-title">
    <h3 id="candidates-title" class="aside-title">${say("candidates")}</h3>
    <ul>
      ${repeat(
        people.candidates,
        ({ author }) => author.key,
        (person) =>
          html`<li class="candidate">
            <p>
              ${face(view.shared, person.author)} <strong><bdi>${person.author.name}</bdi></strong>
            </p>
            ${whyCandidate(view, person)}
            <span class="acts">
              <button class="second small" part="appoint" @click=${() => people.appoint(person)}>
                ${say("appointPerson", { name: person.author.name })}
              </button>
              <button class="quiet" @click=${() => people.openPerson(person.author.key)}>${say("whyPoints")}</button>
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** @param {DeskView} view @param {PersonStanding} person */
const whyCandidate = ({ language }, { why_candidate: why = [] }) =>
  why.length
    ? html`<ul class="why">
        ${why.map((each) => html`<li>${reasonFor(language, each)}</li>`)}
      </ul>`
    : nothing;

/** @param {DeskLanguage} language @param {string} why what, and how much of it: "accepted:12" */
function reasonFor(language, why) {
  const [what, count = ""] = why.split(":");
  return /^\d+$/.test(count)
    ? named(language, "candidate", what, { n: Number(count) })
    : named(language, "candidate", why);
}

/** In whole points. @param {PersonStanding} person */
const whole = ({ points }) => Math.round(points / 100);

/** @param {DeskView} view @param {PersonStanding} person */
function row(view, person) {
  const { desk, say, shared, language } = view;
  const { people } = desk.pages;
  const { key, name } = person.author;
  const first = people.list.items[0].author.key;
  const reached = people.list.items.some(({ author }) => author.key === people.current) ? people.current : first;
  return html`<button
    class="row person-row"
    part="row"
    data-row=${key}
    tabindex=${key === reached ? 0 : -1}
    aria-current=${people.shown === key ? "true" : "false"}
    @click=${() => people.openPerson(key)}
  >
    ${face(shared, person.author)}
    <span class="person-name"
      ><strong><bdi>${name}</bdi></strong> ${places(view, person)}</span
    >
    <span class="person-points"
      ><strong>${say("pointsCount", { n: whole(person) })}</strong
      ><span class="soft">${named(language, "level", person.level)}</span></span
    >
    <span class="row-meta">
      <span>${say("answersCount", { n: person.answers })}</span>
      <span>${say("acceptedCount", { n: person.accepted })}</span>
      ${person.badges.map((badge) => html`<span class="tag">${named(language, "badge", badge)}</span>`)}
      ${person.candidate ? html`<span class="tag mine">${say("isCandidate")}</span>` : nothing}
    </span>
  </button>`;
}

/** Where they are. @param {DeskView} view @param {PersonStanding} person */
const places = ({ shared }, { accounts }) =>
  html`<span class="person-places"
    >${[...new Set(accounts.map(({ place }) => place))].map(
      (id) =>
        html`<span class="place ${hue(shared, id)}" title=${placeName(shared, id)}
          >${platformGlyph(shared.places.get(id)?.platform ?? "site")}<span class="hidden"
            >${placeName(shared, id)}</span
          ></span
        >`,
    )}</span
  >`;

/** @param {DeskView} view */
function personView(view) {
  const { desk, say } = view;
  const { people } = desk.pages;
  const { person, reason } = people;
  const back = html`<button
    class="quiet back"
    part="back"
    aria-keyshortcuts="Escape"
    @click=${() => people.closePerson()}
  >
    ${say("backToList")}
  </button>`;
  if (!person)
    return html`${back}
      <h2 id="person-title" class="case-title" tabindex="-1">${say(reason ? "person" : "loading")}</h2>
      ${reason ? failure(view, reason, () => people.again()) : waiting(view)}`;
  return html`${back} ${inFull(view, person)}`;
}

/** @param {DeskView} view @param {WholeStanding} person */
function inFull(view, person) {
  const { desk, say, shared, language } = view;
  const { people } = desk.pages;
  const isAmbassador = person.level === "ambassador";
  return html`<div class="person" part="person">
    <header class="person-head">
      ${face(shared, person.author)}
      <h2 id="person-title" class="case-title" tabindex="-1"><bdi>${person.author.name}</bdi></h2>
      <p class="row-meta">
        <span>${say("pointsCount", { n: whole(person) })}</span> <span>${named(language, "level", person.level)}</span>
        ${person.accounts.map(
          ({ place, name }) =>
            html`<span class="place ${hue(shared, place)}"
              >${platformGlyph(shared.places.get(place)?.platform ?? "site")}<bdi>${name}</bdi></span
            >`,
        )}
      </p>
      <p class="row-meta">
        ${person.badges.map((badge) => html`<span class="tag">${named(language, "badge", badge)}</span>`)}
      </p>
      ${whyCandidate(view, person)}
      ${
        desk.may("manager")
          ? html`<span class="acts">
              ${
                isAmbassador
                  ? html`<button class="second small" part="withdraw" @click=${() => people.withdraw(person)}>
                      ${say("withdrawPerson", { name: person.author.name })}
                    </button>`
                  : html`<button class="second small" part="appoint" @click=${() => people.appoint(person)}>
                      ${say("appointPerson", { name: person.author.name })}
                    </button>`
              }
              ${
                people.list.items.length > 1
                  ? html`<button class="second small" part="join-person" @click=${() => people.join(person)}>
                      ${say("joinPerson", { name: person.author.name })}
                    </button>`
                  : nothing
              }
              ${person.accounts
                .filter(({ joined }) => joined)
                .map(
                  (account) =>
                    html`<button class="second small" part="part-person" @click=${() => people.part(person, account)}>
                      ${say("partPerson", { name: account.name })}
                    </button>`,
                )}
            </span>`
          : nothing
      }
    </header>
    <h3>${say("whyPoints")}</h3>
    <p class="soft">${say("whyPointsSays")}</p>
    ${
      person.reasons.length
        ? html`<ul class="reasons">
            ${person.reasons.map((reason) => why(view, reason))}
          </ul>`
        : html`<p class="empty">${say("whyPointsNone")}</p>`
    }
  </div>`;
}

/** @param {DeskView} view @param {Reason} reason */
function why(view, { post, title, at, what, points, counts, damped }) {
  const { say, shared, language } = view;
  const shown = (/** @type {number} */ hundredths) =>
    new Intl.NumberFormat(language.tag, { maximumFractionDigits: 1 }).format(hundredths / 100);
  return html`<li>
    <strong class="counts">${shown(counts)}</strong>
    <span class="reason-what"
      >${named(language, "what", what)}:
      <button class="quiet" dir="auto" @click=${() => toCase(view, post)}>${title || say("untitled")}</button>
      <span class="soft"
        >${timeOf(shared, at)}${points === counts ? nothing : html` · ${say("pointsThen", { points: shown(points) })}`}${damped ? html` · ${named(language, "damped", damped)}` : nothing}</span
      ></span
    >
  </li>`;
}
