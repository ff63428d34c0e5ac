import type { PleinDesk } from "plein/desk";

const desk: PleinDesk | null = document.querySelector("plein-desk");
const made = document.createElement("plein-desk");
made.relay = "https://relay.example";
made.page = "inbox";
made.token = null;
document.body.append(made);

// @ts-expect-error there is no such page
made.page = "kitchen";
// @ts-expect-error what is inside is no page's business
made.desk?.close();

desk?.addEventListener("plein-desk-ready", ({ detail }) => {
  const role: string = detail.role;
  // @ts-expect-error there is no such member
  return [role, detail.token];
});
document.addEventListener("plein-desk-page", ({ detail: { page } }) => history.replaceState(null, "", `#${page}`));
desk?.addEventListener("plein-error", ({ detail }) => detail.code);
