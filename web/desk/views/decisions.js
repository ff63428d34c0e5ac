// What was decided, the latest first.
import { html, nothing } from "lit";
import { placeName, timeOf } from "../../views/byline.js";
import { lasting, named } from "../language.js";
import { speaks } from "../steering-words.js";
import { toCase } from "./queue.js";
import { listOf, waiting } from "./state.js";

/** @import { DecisionsPage } from "../pages/decisions.js" */
/** @import { Decision } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @param {DeskView} view @param {DecisionsPage} page */
export function decisionsPage(view, page) {
  const { desk, say } = view;
  if (!speaks(desk)) return waiting(view);
  return html`<div class="page" part="decisions">
    <h2 id="page-title" tabindex="-1">${say("page:decisions")}</h2>
    <p class="soft">${say("decisionsSays")}</p>
    ${listOf(view, page.list, {
      none: "decisionsNone",
      name: say("page:decisions"),
      idOf: ({ id }) => id,
      row: (decision) => html`<li>${row(view, page, decision)}</li>`,
    })}
  </div>`;
}

/** As people read it. @param {DeskView} view @param {Decision} decision */
function valueOf({ language }, { did, value = "" }) {
  if (did === "idea") return named(language, "idea", value);
  return did === "slow" && Number(value) > 0 ? lasting(language, Number(value)) : value;
}

/** @param {DeskView} view @param {DecisionsPage} page @param {Decision} decision */
function row(view, page, decision) {
  const { say, shared, language } = view;
  const { id, did, on, post, place, value, until, reason, name, at, undoable, undone } = decision;
  const { title, words, author_name: author } = decision;
  const [first] = page.list.items;
  const reached = page.list.items.some((each) => each.id === page.current) ? page.current : first.id;
  const what = on ? named(language, "did", did) : say("didEnd", { what: named(language, "did", did) });
  return html`<article
    class="entry decision"
    part="row"
    data-row=${id}
    tabindex=${id === reached ? 0 : -1}
    aria-labelledby="did-${id}"
  >
    <p class="entry-title" id="did-${id}">${what}${value ? html`: <bdi>${valueOf(view, decision)}</bdi>` : nothing}</p>
    <p class="row-meta">
      <span><bdi>${name}</bdi></span> ${timeOf(shared, at)}
      ${place ? html`<span>${placeName(shared, place)}</span>` : nothing}
      ${until ? html`<span>${say("untilTime", { time: language.exact(until) })}</span>` : nothing}
    </p>
    ${author ? html`<p><bdi>${author}</bdi></p>` : nothing}
    ${words ? html`<p class="soft" dir="auto">${words}</p>` : nothing}
    ${reason ? html`<p class="reason" dir="auto">“${reason}”</p>` : nothing}
    <footer>
      ${undone ? html`<span class="tag">${say("undoneMark")}</span>` : nothing}
      ${
        undoable && !undone
          ? html`<button class="second small" part="undo-decision" @click=${() => page.undo(decision)}>
              ${say("undo")}
            </button>`
          : nothing
      }
      ${
        post
          ? html`<button class="quiet" part="open-case" @click=${() => toCase(view, post)}>
              <bdi>${title || say("openCase")}</bdi>
            </button>`
          : nothing
      }
    </footer>
  </article>`;
}
