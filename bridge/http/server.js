// The relay's HTTP face, as docs/http-api.md describes it.
import cors from "@fastify/cors";
import { Ajv } from "ajv";
import Fastify, { LogController } from "fastify";
import { auditRoutes } from "./audit.js";
import { authorRoutes } from "./authors.js";
import { calendarRoutes } from "./calendar.js";
import { communityRoutes } from "./community.js";
import { countRoutes } from "./count.js";
import { deskActRoutes } from "./desk-acts.js";
import { deskEventRoutes } from "./desk-events.js";
import { deskRoutes } from "./desk.js";
import { answerClientError, answerErrors, answerFrameworkError, HttpError } from "./errors.js";
import { eventRoutes } from "./events.js";
import { feedRoutes } from "./feed.js";
import { healthRoutes } from "./health.js";
import { insightRoutes } from "./insight.js";
import { limitRequests } from "./limits.js";
import { meRoutes } from "./me.js";
import { refuseOtherMethods } from "./methods.js";
import { metricRoutes } from "./metrics.js";
import { describeRoutes, openapiRoute } from "./openapi.js";
import { ownAccountRoutes } from "./own-accounts.js";
import { pageRoutes } from "./pages.js";
import { pictureRoutes } from "./pictures.js";
import { pollRoutes } from "./polls.js";
import { postRoutes } from "./posts.js";
import { previewRoutes } from "./preview.js";
import { protect } from "./protection.js";
import { logRequests, requestIds } from "./request-log.js";
import { reportRoutes } from "./reports.js";
import { searchRoutes } from "./search.js";
import { signInRoutes } from "./sign-in.js";
import { widgetFiles } from "./static.js";
import { webhookRoutes } from "./webhooks.js";

/**
 * @typedef {object} Bridge
 * @property {import("../host.d.ts").Host} host
 * @property {import("../people/people.js").People | null} people
 * @property {import("../people/sign-in-record.js").SignInRecord} [signIns]
 * @property {import("../linking/linked-accounts.js").LinkedAccounts | null} [linked] null: nobody can link an account
 * @property {import("../counting/readers.js").Readers} readers
 * @property {Map<string, import("../webhooks/webhook.js").Webhook>} webhooks by place
 * @property {import("../sockets/push-sockets.js").PushSockets} sockets
 * @property {{name: string, url: string}} site
 * @property {string} [language] of pages for people
 */

const requestMaxMs = 15000; // for all of a request to arrive

/**
 * @param {{bridges: Map<string, Bridge>, origins: string[], widget: string, metrics: string | null,
 *   pictures: import("../pictures/shown.js").ShownPictures, publicUrl?: string | null, limits?: import("./limits.js").Limits, trustProxy?: boolean | string[], store: import("../store/store.d.ts").Store, log: import("fastify").FastifyBaseLogger}} options
 *   `metrics`: the token that opens them; null: they are not given
 * @returns {Promise<{server: import("fastify").FastifyInstance, endStreams: () => void}>}
 */
export async function buildServer({
  bridges,
  origins,
  widget,
  metrics,
  pictures,
  publicUrl = null,
  limits,
  trustProxy = false,
  store,
  log,
}) {
  const server = Fastify({
    loggerInstance: log,
    trustProxy,
    ...requestIds,
    // Addresses and tokens stay out of the log.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 128 << 10,
    routerOptions: { maxParamLength: 64 },
    requestTimeout: requestMaxMs,
    forceCloseConnections: "idle",
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  });
  // An address has only texts, of which numbers are made; a body says itself what is what.
  // "1e400" becomes Infinity, of which strict numbers would not ask whether it is too large.
  const address = new Ajv({ coerceTypes: true, strictNumbers: false });
  const body = new Ajv();
  server.setValidatorCompiler(({ schema, httpPart }) => (httpPart === "body" ? body : address).compile(schema));
  server.removeContentTypeParser("text/plain");
  answerErrors(server);
  logRequests(server);
  await server.register(cors, {
    origin: origins,
    methods: ["GET", "POST", "PATCH", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "last-event-id"],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 600,
  });
  if (limits) await limitRequests(server, limits);
  const sites = [...bridges.values()].map(({ site }) => site.url);
  await protect(server, { origins, sites, url: publicUrl ?? undefined });
  /** @param {string} id */
  const bridgeOf = (id) => {
    const bridge = bridges.get(id);
    if (!bridge) throw new HttpError(404, "unknown_name", "there is no such bridge");
    return bridge;
  };
  await describeRoutes(server);
  const refuseOthers = refuseOtherMethods(server);
  feedRoutes(server, bridgeOf);
  searchRoutes(server, bridgeOf);
  pictureRoutes(server, bridgeOf, pictures);
  pageRoutes(server, bridgeOf, publicUrl);
  postRoutes(server, bridgeOf);
  previewRoutes(server, bridgeOf);
  authorRoutes(server, bridgeOf);
  meRoutes(server, bridgeOf);
  const desk = deskEventRoutes(server, bridges, bridgeOf);
  reportRoutes(server, bridgeOf, store, desk.tell);
  communityRoutes(server, bridgeOf);
  countRoutes(server, bridgeOf);
  deskRoutes(server, bridgeOf);
  deskActRoutes(server, bridgeOf);
  pollRoutes(server, bridgeOf);
  calendarRoutes(server, bridgeOf);
  insightRoutes(server, bridgeOf);
  signInRoutes(server, { bridgeOf, origins });
  ownAccountRoutes(server, { bridgeOf, origins });
  auditRoutes(server, bridgeOf, store);
  await webhookRoutes(server, bridgeOf);
  healthRoutes(server, bridges);
  const streams = eventRoutes(server, bridges, bridgeOf);
  metricRoutes(server, { bridges, token: metrics, readers: streams.count });
  openapiRoute(server);
  refuseOthers();
  await widgetFiles(server, widget);
  const endStreams = () => {
    streams.end();
    desk.end();
  };
  return { server, endStreams };
}
