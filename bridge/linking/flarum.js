// Flarum: an access token that a member makes in their own settings (Security, developer tokens), and pastes. The forum has no other way to give
// leave to an application.
// Source: framework, AuthenticateWithHeader.php, DeveloperAccessToken.php, ShowForumController.php.
import { fixedSession } from "../sessions/fixed.js";
import { LinkError } from "./errors.js";

/** @returns {import("./way.d.ts").Way} */
export const flarumWay = () => ({
  popup: false,
  fields: ["token"],

  async take({ token }) {
    if (!/^[\x21-\x7e]{8,512}$/.test(token) || token.includes(";")) throw new LinkError("that is no token");
    return { token };
  },

  session: ({ token }) => fixedSession({ headers: { authorization: `Token ${token}` }, secrets: [token] }),

  async whose(ask) {
    const { status, json } = await ask.get("/api");
    const id = json.data?.relationships?.actor?.data?.id;
    if (status !== 200 || !/^[1-9][0-9]*$/.test(String(id))) return null;
    /** @type {any[]} */
    const included = Array.isArray(json.included) ? json.included : [];
    const user = included.find((each) => each?.type === "users" && String(each.id) === String(id));
    return { id: String(id), name: String(user?.attributes?.displayName ?? user?.attributes?.username ?? `#${id}`) };
  },
});
