// What the relay adds to its server.
import type { Person } from "../people/roles.js";

declare module "fastify" {
  interface FastifyInstance {
    /** Counts what a person writes; rejects with 429 when it is too much. */
    limitPerson(request: FastifyRequest, reply: FastifyReply, bridge: string, person: Person): Promise<void>;
  }
}
