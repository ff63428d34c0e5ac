// Who asks, and of which bridge.
import { TokenError } from "../people/jwt.js";
import { asActor, asAuthor, roles } from "../people/roles.js";
import { HttpError } from "./errors.js";

/** @param {(id: string) => import("./server.js").Bridge} bridgeOf */
export const signedInTo =
  (bridgeOf) =>
  async (
    /** @type {import("fastify").FastifyRequest} */ request,
    /** @type {import("fastify").FastifyReply} */ reply,
  ) => {
    const { bridge: id } = /** @type {{bridge: string}} */ (request.params);
    const { host, people, signIns, linked } = bridgeOf(id);
    if (!people) throw new HttpError(403, "not_allowed", "nobody can sign in to this bridge: it has no `sign_in`");
    const { authorization } = request.headers;
    let person;
    try {
      person = await people.identify(authorization);
    } catch (error) {
      if (error instanceof TokenError && authorization) await signIns?.refused(request.ip, "token");
      throw error;
    }
    if (roles.indexOf(person.role) < roles.indexOf("ambassador") && appointed(host, person))
      person = { ...person, role: /** @type {const} */ ("ambassador") };
    request.by = person; // for the audit
    await request.server.limitPerson?.(request, reply, id, person);
    // Whose accounts they have linked matters where something is written or decided.
    const known = linked && request.method !== "GET" ? await linked.known(person) : person;
    return { host, person: known, by: asActor(known), author: asAuthor(known) };
  };

/** Whether a manager made them an ambassador, of whom the token does not know. @param {import("../host.d.ts").Host} host @param {import("../people/roles.js").Person} person */
const appointed = (host, { id }) =>
  !host.broken && host.query({ view: "mine", by: id, posts: [] })?.ambassador === true; // what is asked then says what is broken
