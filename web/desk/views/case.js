// A case that is open: what it is and whose, its posts, where one answers; beside it why it is at risk, what the team noted, and what is like it.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { composer } from "../../views/composer.js";
import { placeMark } from "../../views/byline.js";
import { lasting, named } from "../language.js";
import { threadItems } from "../rulings.js";
import { casePost, menuButton } from "./case-post.js";
import { due, levelOf, waits, whose } from "./inbox.js";
import { notes } from "./notes.js";
import { failure, waiting } from "./state.js";

/** @import { DeskKey } from "../language.js" */
/** @import { OpenCase } from "../pages/case.js" */
/** @import { WholeCase } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {OpenCase} opened */
export function caseView(view, opened) {
  const { desk, say } = view;
  const back = html`<button
    class="quiet back"
    part="back"
    aria-keyshortcuts="Escape"
    @click=${() => desk.pages.inbox.closeCase()}
  >
    ${say("backToList")}
  </button>`;
  const { case: found } = opened;
  if (!found || opened.state !== "ready") {
    const isWaiting = opened.state === "loading";
    return html`${back}
      <h2 id="case-title" class="case-title" tabindex="-1">${say(isWaiting ? "loading" : "case")}</h2>
      ${isWaiting ? waiting(view) : failure(view, opened.reason, () => opened.again())}`;
  }
  return html`${back}
    <div class="case" part="case">
      ${head(view, opened, found)}
      <div class="conversation">
        <div class="posts-of-case">
          ${repeat(
            opened.posts,
            ({ id }) => id,
            (post) => casePost(view, opened, post),
          )}
        </div>
        ${
          opened.next
            ? html`<p class="more"><button class="second" @click=${() => opened.more()}>${say("more")}</button></p>`
            : nothing
        }
        ${reply(view, opened, found)}
      </div>
      <div class="beside">${riskView(view, found)} ${notes(view, opened, found)} ${similar(view, found)}</div>
    </div>`;
}

/** @param {DeskView} view @param {OpenCase} opened @param {WholeCase} found */
function head(view, opened, found) {
  const { desk, say, shared, language } = view;
  const { root } = found.thread;
  const marks = desk.marks(root.id);
  /** @param {string} part @param {string} keys @param {DeskKey} says @param {() => unknown} act @param {boolean} [pressed] */
  const button = (part, keys, says, act, pressed) =>
    html`<button
      class="second small"
      part=${part}
      aria-keyshortcuts=${keys || nothing}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)}
      @click=${act}
    >
      ${say(says)}${keys ? html`<kbd aria-hidden="true">${keys}</kbd>` : nothing}
    </button>`;
  return html`<header class="case-head">
    <h2 id="case-title" class="case-title" tabindex="-1" dir="auto">${root.title || say("untitled")}</h2>
    <p class="row-meta">
      ${placeMark(shared, root.place)} <span><bdi>${root.author.name}</bdi></span>
      ${waits(view, found)} ${due(view, found)}
    </p>
    <p class="row-meta tags">
      ${whose(view, { ...found, notes: [] })}
      ${marks?.locked ? html`<span class="tag">${say("mark:locked")}</span>` : nothing}
      ${marks?.slow_ms ? html`<span class="tag">${say("mark:slow", { time: lasting(language, marks.slow_ms) })}</span>` : nothing}
      ${marks?.featured ? html`<span class="tag">${say("mark:featured")}</span>` : nothing}
      ${marks?.pinned ? html`<span class="tag">${say("mark:pinned")}</span>` : nothing}
      ${marks?.sponsored ? html`<span class="tag">${say("mark:sponsored")}</span>` : nothing}
      ${marks?.idea ? html`<span class="tag" part="idea">${say("mark:idea", { status: named(language, "idea", marks.idea.status) })}</span>` : nothing}
      ${(marks?.tags ?? []).map((tag) => tagMark(view, tag))}
    </p>
    ${marks?.idea?.reason ? html`<p class="reason" dir="auto">“${marks.idea.reason}”</p>` : nothing}
    <div class="acts" role="group" aria-label=${say("acts")}>
      ${button("claim", "c", opened.isMine ? "release" : "claim", () => opened.toggleClaim())}
      ${button("assign", "", opened.isAssignedToMe ? "unassign" : "assign", () => opened.assign())}
      ${button("done", "", found.done ? "reopen" : "done", () => opened.toggleDone())}
      ${button("snooze", "e", found.snoozed_until ? "unsnooze" : "snooze", () => opened.snooze())}
      ${desk.may("moderator") ? menuButton(view, root, `thread-${root.id}`, () => threadItems(desk, root), say("moderate")) : nothing}
    </div>
  </header>`;
}

/** Who may decide about tags goes from it to all that bears it. @param {DeskView} view @param {string} tag */
function tagMark({ desk }, tag) {
  const name = html`<bdi>#${tag}</bdi>`;
  if (!desk.may("moderator")) return html`<span class="tag">${name}</span>`;
  return html`<button class="tag" part="tag" @click=${() => desk.steer(({ openTag }) => openTag(desk, tag))}>
    ${name}
  </button>`;
}

/** @param {DeskView} view @param {OpenCase} opened @param {WholeCase} found */
function reply(view, opened, found) {
  const { desk, say, shared } = view;
  const { pen } = desk;
  if (!pen) return nothing;
  const key = opened.id;
  const left = pen.unfilled(key);
  return html`<section class="reply-of-case" part="reply" aria-label=${say("replyEverywhere")}>
    <div class="reply-head">
      <h3>${say("replyEverywhere")} <kbd aria-hidden="true">r</kbd></h3>
      <button class="quiet" part="canned-button" @click=${() => opened.canned()}>${say("cannedTitle")}</button>
    </div>
    ${
      found.claimed && found.claimed.by !== desk.me?.id
        ? html`<p class="warn" part="taken">${say("takenBy", { name: found.claimed.name })}</p>`
        : nothing
    }
    ${composer(shared, { key, root: found.thread.root })}
    ${
      left.length
        ? html`<p class="warn" part="unfilled" role="alert">
            ${say("unfilled", { fields: left.join(", ") })} ${pen.isWarned(key) ? say("unfilledAgain") : nothing}
          </p>`
        : nothing
    }
  </section>`;
}

/** @param {DeskView} view @param {WholeCase} found */
function riskView({ say, language }, { risk, reasons, words }) {
  const level = levelOf(risk);
  return html`<section class="card-beside" part="risk" aria-labelledby="risk-title">
    <h3 id="risk-title">
      <span class="risk ${level}"
        ><span class="gauge" aria-hidden="true"><i></i><i></i><i></i></span
      ></span>
      ${say(/** @type {DeskKey} */ (`risk:${level}`), { score: risk })}
    </h3>
    ${
      reasons.length
        ? html`<ul class="points">
            ${reasons.map(
              ({ why, points }) =>
                html`<li>
                  <span
                    >${named(language, "why", why)}${why === "words" && words.length ? html`: <bdi>${words.join(", ")}</bdi>` : nothing}</span
                  >
                  <span>${language.number(points)}</span>
                </li>`,
            )}
          </ul>`
        : html`<p class="soft">${say("noRisk")}</p>`
    }
  </section>`;
}

/** @param {DeskView} view @param {WholeCase} found */
function similar({ desk, say }, { similar: all }) {
  return html`<section class="card-beside" part="similar" aria-labelledby="similar-title">
    <h3 id="similar-title">${say("similar")}</h3>
    ${
      all.length
        ? html`<ul class="links">
            ${all.map(
              ({ post, title, answered_by: by, accepted }) =>
                html`<li>
                  <button class="quiet" dir="auto" @click=${() => desk.pages.inbox.openCase(post)}>${title}</button>
                  <span class="soft">${by ? say(accepted ? "acceptedBy" : "answeredBy", { name: by }) : nothing}</span>
                </li>`,
            )}
          </ul>`
        : html`<p class="soft">${say("similarNone")}</p>`
    }
  </section>`;
}
