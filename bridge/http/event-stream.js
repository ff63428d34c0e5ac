// An answer that goes on: server-sent events, begun with the headers that the server has set so far.

/** @param {import("fastify").FastifyReply} reply @param {string} [first] what is told at once @returns {import("node:http").ServerResponse} */
export function beginEvents(reply, first = "") {
  reply.hijack();
  const stream = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
  });
  stream.write(`retry: 2000\n\n${first}`);
  return stream;
}
