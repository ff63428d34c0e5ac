// What the relay adds to its server.
import type { Person } from "../people/roles.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, once that is known; and what of it is to be on record. */
    by?: Pick<Person, "id" | "role">;
    did?: string;
  }
  interface FastifyInstance {
    /** Counts what a person writes; rejects with 429 when it is too much. */
    limitPerson?(request: FastifyRequest, reply: FastifyReply, bridge: string, person: Person): Promise<void>;
  }
}
