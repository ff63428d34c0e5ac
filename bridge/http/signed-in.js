// Who asks, and of which bridge; and the record of what they decide.
import { TokenError } from "../people/jwt.js";
import { demand } from "../people/rights.js";
import { asActor, asAuthor } from "../people/roles.js";
import { asHttp, HttpError } from "./errors.js";

/** @typedef {import("fastify").FastifyRequest} FastifyRequest */
/** @typedef {import("fastify").FastifyReply} FastifyReply */
/** @typedef {import("../people/rights.js").Right} Right */
/** @typedef {Omit<import("../audit/audit-log.js").Entry, "by" | "outcome">} Deed */

/** @param {(id: string) => import("./server.js").Bridge} bridgeOf */
export const signedInTo =
  (bridgeOf) => async (/** @type {FastifyRequest} */ request, /** @type {FastifyReply} */ reply) => {
    const { bridge: id } = /** @type {{bridge: string}} */ (request.params);
    const bridge = bridgeOf(id);
    const { host, people, audit } = bridge;
    if (!people) throw new HttpError(403, "not_allowed", "nobody can sign in to this bridge: it has no `sign_in`");
    let person;
    try {
      person = await people.identify(request.headers.authorization, request.ip);
    } catch (error) {
      if (error instanceof TokenError) audit.refusedSignIn(request.ip, "token", error.message);
      throw error;
    }
    await request.server.limitPerson(request, reply, id, person);
    const by = { id: person.id, role: person.role };

    /**
     * Does what needs a right. Who tried is on record before it is done, and what did not succeed after.
     * @template T @param {Right} right @param {Deed} deed @param {() => T | Promise<T>} act @returns {Promise<T>}
     */
    const decide = async (right, deed, act) => {
      const note = (
        /** @type {import("../audit/audit-log.js").Entry["outcome"]} */ outcome,
        /** @type {string} */ reason,
      ) => audit.note(request.ip, { ...deed, by, outcome, ...(reason && { reason }) });
      try {
        demand(person, right);
      } catch (error) {
        note("refused", "");
        throw error;
      }
      note("allowed", "");
      try {
        return await act();
      } catch (error) {
        note("failed", asHttp(error).code);
        throw error;
      }
    };
    return { host, person, by: asActor(person), author: asAuthor(person), decide, audit };
  };
