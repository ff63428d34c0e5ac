// What a rule would have held in the past month: how much of how much, and the latest of it.
import { html, nothing } from "lit";
import { placeMark, timeOf } from "../../views/byline.js";
import { plainText } from "../../views/plain-text.js";
import { toCase } from "./queue.js";

/** @import { PostView } from "../../../wasm/engine.js" */
/** @import { PleinDesk } from "../desk-element.js" */
/** @import { Trial } from "../pages/rules.js" */
/** @import { DeskView } from "./view.js" */

/** The relay looks at so many posts at most. */
const lookedAtMost = 20_000;
const excerptMost = 240;

/** @param {PleinDesk} element @param {Trial} trial */
export function trialText(element, { found, failed }) {
  const { say, language } = element;
  if (failed) return `${say("trialFailed")} ${element.why(failed)}`;
  if (!found) return say("trialRuns");
  const { held, looked_at: n } = found;
  const text = say(held ? "trialHeld" : "trialNone", { held: language?.number(held) ?? held, n });
  return n < lookedAtMost ? text : `${text} ${say("trialBounded")}`;
}

/**
 * @param {DeskView} view @param {Trial} trial
 * @param {{ asks?: boolean, decide: unknown, close?: () => void }} how `asks`: whether something is to be decided by it; `decide`: the buttons that do
 */
export function trialView(view, trial, { asks = false, decide, close }) {
  const { element, say } = view;
  const { found, failed } = trial;
  const isRunning = !found && !failed;
  return html`<section
    class="trial"
    part="trial"
    aria-labelledby="trial-title"
    aria-busy=${isRunning ? "true" : "false"}
  >
    <h3 id="trial-title" tabindex="-1">${trialText(element, trial)}</h3>
    ${trial.asks && asks && !isRunning ? html`<p>${say(trial.asks)}</p>` : nothing}
    ${
      found?.posts.length
        ? html`${found.held > found.posts.length ? html`<p class="soft">${say("trialLatest", { n: found.posts.length })}</p>` : nothing}
            <ul class="tried">
              ${found.posts.map((post) => html`<li>${triedPost(view, post)}</li>`)}
            </ul>`
        : nothing
    }
    ${
      isRunning
        ? nothing
        : html`<p class="acts">
            ${decide}
            ${close ? html`<button class="quiet" part="trial-close" @click=${close}>${say("close")}</button>` : nothing}
          </p>`
    }
  </section>`;
}

/** @param {DeskView} view @param {PostView} post */
function triedPost(view, post) {
  const { say, shared } = view;
  // Of what is held or removed by now nothing is told.
  if (post.removed || !post.author.key) return html`<p class="soft">${say("reportedGone")}</p>`;
  return html`<p class="row-meta">
      <strong><bdi>${post.author.name}</bdi></strong> ${timeOf(shared, post.created_at)}
      ${placeMark(shared, post.place)}
    </p>
    <p dir="auto">${post.title ? html`<b>${post.title}</b> ` : nothing}${plainText(post.body, excerptMost)}</p>
    <button
      class="quiet"
      part="trial-open"
      aria-label=${say("trialOpen", { name: post.author.name })}
      @click=${() => toCase(view, post.thread)}
    >
      ${say("openCase")}
    </button>`;
}
