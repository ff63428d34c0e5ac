import type { PleinEvents, PleinFeed } from "plein";

const widget: PleinFeed | null = document.querySelector("plein-feed");
const made = document.createElement("plein-feed");
made.relay = "https://relay.example";
made.sort = "unanswered";
made.pageSize = 5;
made.compact = true;
made.token = null;
document.body.append(made);
made.load();

// @ts-expect-error there is no such order
made.sort = "oldest";
// @ts-expect-error it is a number
made.pageSize = true;
// @ts-expect-error it is present or absent
made.compact = "yes";
// @ts-expect-error an attribute is written in one word as a property
made["page-size"] = 5;
// @ts-expect-error what is inside is no page's business
made.session?.load();

widget?.addEventListener("plein-ready", ({ detail }) => {
  const threads: number = detail.threads;
  // @ts-expect-error there is no such member
  return [threads, detail.posts];
});
document.addEventListener("plein-posted", (event) => {
  const author: string = event.detail.post.author.name;
  return author;
});
document.addEventListener("plein-sign-in", (event) => {
  event.preventDefault();
  const wish: "ask" | "reply" | "vote" = event.detail.for;
  // @ts-expect-error nobody is signed in by that event
  return [wish, event.detail.token];
});
const failed: PleinEvents["plein-error"] = { code: "misconfigured", message: "" };
// @ts-expect-error a code is a text
failed.code = 404;
