// A poll: what one can choose, and what was chosen, as bars with their numbers. Its post says the options too; here they are in its place.
import { html, nothing } from "lit";
import { votingIn } from "../session/votes.js";
import { vote as style } from "../styles/vote.js";

/** @import { View } from "./view.js" */
/** @import { Poll } from "../session/votes.js" */

/** @typedef {ReturnType<typeof votingIn>} Voting */

/** @param {View} view @returns {boolean} false: the words are on their way, and so is another rendering */
function prepare({ language, widget }) {
  widget.dress([style]);
  if (language.messages.vote) return true;
  void widget.speaking_.learn("polls").catch(() => {});
  return false;
}

/** @param {View} view @param {string} id of the thread @param {unknown} told of its poll */
export function vote(view, id, told) {
  if (!prepare(view)) return nothing;
  const voting = votingIn(view.session, id, told);
  const { poll } = voting;
  if (!poll) return nothing;
  const { say } = view.language;
  const isOpen = !poll.ended && view.session.writable;
  /** @param {SubmitEvent} event */
  const send = async (event) => {
    event.preventDefault();
    if (!view.writing?.person || view.writing.lapsed || !view.session.outbox) return view.writing?.signIn.want("vote");
    if (await voting.send()) view.widget.announce("voted");
    else view.widget.announce("voteFailed");
  };
  return html`<form class="vote" part="poll" data-poll=${id} @submit=${send}>
      <fieldset ?disabled=${voting.state === "sending"}>
        <legend>${say(poll.ended ? "pollEnded" : poll.several ? "pollSeveral" : "pollOne")}</legend>
        ${poll.options.map((text, index) => option(view, { id, poll, voting, text, index, isOpen }))}
      </fieldset>
      <p class="soft" part="poll-people">
        ${say("pollPeople", { n: poll.people })}${
          poll.until && !poll.ended ? html` · ${say("pollUntil", { time: view.language.exact(poll.until) })}` : nothing
        }${!poll.counts && isOpen ? html` · ${say("pollAfter")}` : nothing}
      </p>
      ${isOpen ? foot(view, voting) : nothing}
    </form>
    ${isOpen && view.writing?.signIn.prompt?.reason === "vote" ? view.conversation?.signInPrompt(view, "vote") : nothing}`;
}

/**
 * @param {View} view
 * @param {{ id: string, poll: Poll, voting: Voting, text: string, index: number, isOpen: boolean }} option
 */
function option({ language }, { id, poll, voting, text, index, isOpen }) {
  const { say } = language;
  const count = poll.counts?.[index];
  const share = new Intl.NumberFormat(language.tag, { style: "percent" }).format((count ?? 0) / (poll.people || 1));
  const result =
    count === undefined
      ? nothing
      : html`<span class="soft" part="poll-count">${say("pollCount", { n: count, share })}</span>
          <meter min="0" max=${poll.people || 1} value=${count} aria-hidden="true"></meter>`;
  const isChosen = poll.chosen?.includes(index);
  if (!isOpen)
    return html`<p class="vote-option ${isChosen ? "chosen" : ""}" part="poll-option">
      <span dir="auto">${text}${isChosen ? html` <b>${say("pollChosen")}</b>` : nothing}</span>${result}
    </p>`;
  return html`<label class="vote-option" part="poll-option">
    <span>
      <input
        type=${poll.several ? "checkbox" : "radio"}
        name="poll-${id}"
        .checked=${voting.marked.has(index)}
        @change=${(/** @type {Event} */ { target }) =>
          voting.mark(index, /** @type {HTMLInputElement} */ (target).checked)}
      />
      <bdi>${text}</bdi>
    </span>
    ${result}
  </label>`;
}

/** @param {View} view @param {Voting} voting */
function foot({ language: { say }, writing, session }, voting) {
  const isSignedIn = Boolean(writing?.person && session.outbox);
  const says = !isSignedIn ? "voteSignIn" : voting.poll?.chosen?.length ? "voteAgain" : "vote";
  return html`<p>
    <button class="second" part="vote" ?disabled=${isSignedIn && (!voting.isChanged || voting.state === "sending")}>
      ${say(says)}
    </button>
    ${voting.state === "failed" ? html`<span class="failed" role="alert">${say("voteFailed")}</span>` : nothing}
  </p>`;
}
