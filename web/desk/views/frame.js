// Around every page: where one can go, who is signed in, what came of what one did, and the dialog that is open.
import { html, nothing } from "lit";
import { cross } from "../../views/glyphs.js";
import { isAtLeast, needs, pageNames } from "../rights.js";
import { announcementsPage } from "./announcements.js";
import { dialogView } from "./dialog.js";
import { inboxPage } from "./inbox.js";
import { peoplePage } from "./people.js";
import { queuePage } from "./queue.js";
import { signInView } from "./sign-in.js";
import { failure, waiting } from "./state.js";

/** @import { DeskKey } from "../language.js" */
/** @import { PageName } from "../rights.js" */
/** @import { DeskView } from "./view.js" */

/** @type {Record<PageName, (view: DeskView) => unknown>} */
const pages = {
  plan: (view) => measured(view, "planPage"),
  inbox: inboxPage,
  queue: queuePage,
  people: peoplePage,
  insight: (view) => measured(view, "insightPage"),
  decisions: (view) => later(view, view.desk.pages.decisions),
  announcements: announcementsPage,
  polls: (view) => later(view, view.desk.pages.polls),
  calendar: (view) => later(view, view.desk.pages.calendar),
  ideas: (view) => later(view, view.desk.pages.ideas),
  rules: (view) => later(view, view.desk.pages.rules),
};

/** @param {DeskView} view @param {"planPage" | "insightPage"} name */
function measured(view, name) {
  const { desk } = view;
  if (desk.unmeasured) return failure(view, desk.unmeasured, () => desk.measure());
  return desk.measured?.[name](view) ?? waiting(view);
}

/** @param {DeskView} view @param {import("../pages/later.js").LaterPage} page */
function later(view, page) {
  if (page.failed) return failure(view, page.failed, () => page.open());
  return page.page?.view(view) ?? waiting(view);
}

/** @param {DeskView} view */
export function frame(view) {
  const { element, desk, say } = view;
  const { relay, bridge } = element.settings;
  if (!relay || !bridge) {
    const reason = say(relay ? "bridgeMissing" : "relayMissing");
    return html`<p class="wrong" part="wrong">${say("misconfigured", { reason })}</p>`;
  }
  if (!desk) return signInView(view, "welcome");
  if (desk.state === "failed" && desk.reason === "signIn") return signInView(view, "again");
  if (desk.state === "failed") return failure(view, desk.reason, () => desk.start());
  if (desk.state === "loading") return waiting(view);
  if (!desk.may("ambassador")) return lacking(view, "ambassador");
  return html`${bar(view)} ${element.lapsed ? signInView(view, "again") : nothing} ${noticeView(view)}
    <div class="body">${shown(view)}</div>
    ${desk.dialog ? dialogView(view, desk.dialog) : nothing}`;
}

/** @param {DeskView} view */
function shown(view) {
  const { page } = view.element.settings;
  return view.desk.may(needs[page]) ? pages[page](view) : lacking(view, needs[page]);
}

/** What one needs to be to see this. @param {DeskView} view @param {string} role */
function lacking({ say, desk }, role) {
  const name = desk.me?.name ?? "";
  return html`<div class="alone" part="lacking">
    <h2 id="page-title" tabindex="-1">${say("lackingTitle")}</h2>
    <p>${say(/** @type {DeskKey} */ (`lacking:${role}`), { name })}</p>
  </div>`;
}

/** How wide the desk is from where on as many pages stand in the bar; the others stand under "More". @param {number} n */
const widthFor = (n) => (n < 2 ? "all" : n < 4 ? "s" : n < 6 ? "m" : "l");

/** @param {DeskView} view @param {PageName} name @param {string} shown */
function pageButton({ element, desk, say, language }, name, shown) {
  const open = desk.pages.inbox.counts?.open;
  const choose = () => {
    element.menu?.close();
    element.open(name);
  };
  return html`<button
    part="page-button"
    class=${shown}
    aria-current=${name === element.settings.page ? "page" : "false"}
    @click=${choose}
  >
    ${say(`page:${name}`)}${name === "inbox" && open ? html` <span class="count">${language.number(open)}</span>` : nothing}
  </button>`;
}

const pagesMenu = "pages";

/** The pages for which the bar has no room, and which of them is shown. @param {DeskView} view @param {PageName[]} may */
function more(view, may) {
  const menu = /** @type {import("../rulings.js").DeskMenu} */ (view.element.menu);
  const { page } = view.element.settings;
  const at = may.indexOf(page);
  const last = widthFor(may.length - 1);
  if (last === "all") return nothing;
  const open = menu.open === pagesMenu;
  const left = (/** @type {FocusEvent} */ { currentTarget, relatedTarget }) => {
    const stand = /** @type {Element} */ (currentTarget);
    if (open && !stand.contains(/** @type {Element | null} */ (relatedTarget))) menu.close();
  };
  return html`<div class="more-pages until-${last}" @focusout=${left}>
    <button
      part="more-pages"
      data-menu=${pagesMenu}
      aria-expanded=${open ? "true" : "false"}
      @click=${() => menu.toggle(pagesMenu, [])}
    >
      ${view.say("morePages")}${at < 0 ? nothing : html`<span class="now until-${widthFor(at)}">: ${view.say(`page:${page}`)}</span>`}
    </button>
    ${
      open
        ? html`<div class="menu">
            ${may.map((name, n) => (widthFor(n) === "all" ? nothing : pageButton(view, name, `until-${widthFor(n)}`)))}
          </div>`
        : nothing
    }
  </div>`;
}

/** @param {DeskView} view */
function bar(view) {
  const { element, desk, say } = view;
  const may = pageNames.filter((name) => isAtLeast(desk.me?.role, needs[name]));
  return html`<header class="bar" part="bar">
    <nav aria-label=${say("pages")}>
      ${may.map((name, n) => pageButton(view, name, `from-${widthFor(n)}`))} ${more(view, may)}
    </nav>
    <div class="who">
      ${desk.connected ? nothing : html`<span class="soft" part="offline">${say("notLive")}</span>`}
      <span class="soft"><bdi>${desk.me?.name}</bdi> · ${say(/** @type {DeskKey} */ (`role:${desk.me?.role}`))}</span>
      <button class="second small" part="keys-button" aria-keyshortcuts="?" @click=${() => element.keys.show()}>
        ${say("keys")}<kbd aria-hidden="true">?</kbd>
      </button>
    </div>
  </header>`;
}

/** @param {DeskView} view */
function noticeView({ desk, element, say }) {
  const { notice } = desk;
  if (!notice) return nothing;
  return html`<div class="notice ${notice.failed ? "failed" : ""}" part="notice">
    <p>${notice.text}</p>
    ${notice.undo ? html`<button class="second small" part="undo" @click=${notice.undo}>${say("undo")}</button>` : nothing}
    ${
      notice.failed === "signIn"
        ? html`<button class="second small" @click=${() => element.signIn.want("ask")}>${say("signInAgain")}</button>`
        : nothing
    }
    ${
      notice.again && notice.failed !== "signIn"
        ? html`<button class="second small" part="again" @click=${notice.again}>${say("again")}</button>`
        : nothing
    }
    <button class="quiet icon" aria-label=${say("close")} @click=${() => desk.closeNotice()}>${cross}</button>
  </div>`;
}
