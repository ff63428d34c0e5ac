// The widget's files. A name with a hash in it never changes its content, nor does any in the folder of a version; any other is asked for
// again, and answered with 304.
import { existsSync } from "node:fs";
import path from "node:path";
import staticFiles from "@fastify/static";

const immutable = /[.-][A-Z0-9a-f]{8,}\.(js|wasm|css)$|^\d+\.\d+\.\d+[^/\\]*[/\\]/;

/** @param {import("fastify").FastifyInstance} server @param {string} folder */
export async function widgetFiles(server, folder) {
  if (!existsSync(folder)) {
    server.log.warn({ folder }, "the widget is not built: nothing is served under /plein/");
    return;
  }
  await server.register(staticFiles, {
    root: folder,
    prefix: "/plein/",
    preCompressed: true,
    index: false,
    cacheControl: false,
    setHeaders(reply, file) {
      const name = path.relative(folder, file).replace(/\.(br|gz)$/, "");
      reply.header("cache-control", immutable.test(name) ? "public, max-age=31536000, immutable" : "no-cache");
      reply.header("access-control-allow-origin", "*");
      reply.header("cross-origin-resource-policy", "cross-origin");
    },
  });
}
