// A WebSocket server that does as a test says: RFC 6455's handshake and frames by hand, so that it can also do what a library would not.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

/** @typedef {import("node:stream").Duplex & {setNoDelay?: (on: boolean) => void}} Line */

/** @param {string | Uint8Array} body @param {{opcode?: number, fin?: boolean, length?: number}} [frame] length: what is said of it */
export function frameOf(body, { opcode = 1, fin = true, length } = {}) {
  const bytes = Buffer.from(/** @type {any} */ (body));
  const said = length ?? bytes.length;
  const head = Buffer.alloc(said < 126 ? 2 : said < 65536 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | opcode;
  if (said < 126) head[1] = said;
  else if (said < 65536) head.writeUInt16BE(said, (head[1] = 126) && 2);
  else head.writeBigUInt64BE(BigInt(said), (head[1] = 127) && 2);
  return Buffer.concat([head, bytes]);
}

export class SocketServer {
  /** How each opening was asked for. @type {{url: string, headers: import("node:http").IncomingHttpHeaders, at: number}[]} */
  asked = [];
  /** @type {Line[]} */
  lines = [];
  /** Opcodes of what the other side sent. @type {number[]} */
  heard = [];
  /** @type {"accept" | "refuse" | "silent"} */
  mood = "accept";
  /** Said to each line as it opens. @type {Buffer[]} */
  greeting = [];
  #server = createServer((_request, response) => void response.writeHead(404).end());

  /** @returns {Promise<string>} its address, of a place */
  async start() {
    this.#server.on("upgrade", (request, line) => this.#upgrade(request, line));
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (this.#server.address()).port}`;
  }

  stop() {
    this.cut();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Breaks all lines, without a word. */
  cut() {
    for (const line of this.lines.splice(0)) line.destroy();
  }

  /** @param {string} text */
  tell(text) {
    for (const line of this.lines) line.write(frameOf(text));
  }

  /** @param {Buffer} bytes */
  write(bytes) {
    for (const line of this.lines) line.write(bytes);
  }

  /** @param {import("node:http").IncomingMessage} request @param {Line} line */
  #upgrade(request, line) {
    this.asked.push({ url: request.url ?? "", headers: request.headers, at: performance.now() });
    line.on("error", () => {});
    if (this.mood === "refuse") return line.end("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n");
    this.lines.push(line);
    if (this.mood === "silent") return void line.resume();
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    const head = ["HTTP/1.1 101 Switching Protocols", "upgrade: websocket", "connection: Upgrade"];
    line.write(`${head.join("\r\n")}\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
    for (const bytes of this.greeting) line.write(bytes);
    line.on("data", (chunk) => {
      const opcode = chunk[0] & 15;
      this.heard.push(opcode);
      if (opcode === 8) line.end(frameOf(Buffer.from([0x03, 0xe8]), { opcode: 8 }));
    });
  }
}
