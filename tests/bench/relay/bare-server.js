// A process of its own that answers every request at once.
import { createServer } from "node:http";
import { serve } from "./process.js";

const answer = JSON.stringify({ status: { code: "ok" }, response: { tid: 1, pid: 1, content: "c".repeat(200) } });
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(answer));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
serve({ where: () => `http://127.0.0.1:${port}/` });
