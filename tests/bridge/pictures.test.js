// Pictures: what is fetched, what is not, and how one reaches a platform. The address comes from a stranger.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { Account } from "../../bridge/accounts.js";
import { isPublic, lookupPublic } from "../../bridge/pictures/addresses.js";
import { PictureError, Pictures, pictureBytesMax } from "../../bridge/pictures/pictures.js";
import { fixedSession } from "../../bridge/sessions/fixed.js";
import { Transport } from "../../bridge/transport.js";

const png = Buffer.from("89504e470d0a1a0a0000", "hex");
/** @type {{method: string, url: string, headers: Record<string, any>, body: Buffer}[]} */
let asked = [];

/** @type {Record<string, (response: import("node:http").ServerResponse) => void>} */
const answers = {
  "/good.png": (response) => response.writeHead(200, { "content-type": "Image/PNG; q=1" }).end(png),
  "/away": (response) => response.writeHead(302, { location: "/good.png" }).end(),
  "/away4": (response) => response.writeHead(301, { location: "/away3" }).end(),
  "/away3": (response) => response.writeHead(307, { location: "/away2" }).end(),
  "/away2": (response) => response.writeHead(308, { location: "/away" }).end(),
  "/loop": (response) => response.writeHead(302, { location: "/loop" }).end(),
  "/nowhere": (response) => response.writeHead(302, {}).end(),
  "/to-file": (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/to-cloud": (response) => response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
  "/page": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<img>"),
  "/none": (response) => response.writeHead(404, { "content-type": "image/png" }).end(png),
  "/untyped": (response) => response.writeHead(200).end(png),
  "/odd": (response) => response.writeHead(200, { "content-type": "image/a b" }).end(png),
  "/empty": (response) => response.writeHead(200, { "content-type": "image/png" }).end(),
  "/zipped": (response) =>
    response.writeHead(200, { "content-type": "image/png", "content-encoding": "gzip" }).end(png),
  "/said-large": (response) =>
    response.writeHead(200, { "content-type": "image/png", "content-length": pictureBytesMax + 1 }).write(png),
  "/exact": (response) =>
    response.writeHead(200, { "content-type": "image/jpeg" }).end(Buffer.alloc(pictureBytesMax, 1)),
  "/large": (response) => {
    response.writeHead(200, { "content-type": "image/png" });
    const more = () => !response.destroyed && response.write(Buffer.alloc(1 << 20), () => setImmediate(more));
    more();
  },
  "/slow": () => {},
  "/drip": (response) => {
    response.writeHead(200, { "content-type": "image/png" });
    const timer = setInterval(() => response.write("."), 30);
    response.on("close", () => clearInterval(timer));
  },
  "/cut": (response) => {
    response.writeHead(200, { "content-type": "image/png", "content-length": 100 });
    response.write(png, () => response.socket?.destroy());
  },
  "/upload": (response) => response.writeHead(200).end('{"id":"7"}'),
};
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = "", url = "", headers } = request;
  asked.push({ method, url, headers, body: Buffer.concat(chunks) });
  answers[url]?.(response);
});
let base = "";
const transport = new Transport();
const open = new Pictures({ allowPrivate: true, withinMs: 1000 });
const closed = new Pictures({ withinMs: 1000 });
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  base = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(async () => {
  await Promise.all([transport.close(), open.close(), closed.close()]);
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

test("a picture comes with its type, however it is redirected, up to three times", async () => {
  for (const route of ["/good.png", "/away", "/away2", "/away3"]) {
    const picture = await open.fetch(base + route);
    assert.deepEqual([picture.type, picture.bytes], ["image/png", png], route);
  }
  assert.equal((await open.fetch(`${base}/exact`)).bytes.length, pictureBytesMax);
});

/** @type {[string, RegExp][]} */
const refused = [
  ["/away4", /more than 3 redirects/],
  ["/loop", /more than 3 redirects/],
  ["/to-file", /only http and https/],
  ["/page", /it is no picture/],
  ["/none", /HTTP 404/],
  ["/untyped", /it is no picture/],
  ["/odd", /it is no picture/],
  ["/empty", /it is empty/],
  ["/zipped", /it is compressed/],
  ["/said-large", /larger than 10 MiB/],
  ["/large", /larger than 10 MiB/],
  ["/slow", /did not come in time/],
  ["/drip", /did not come in time/],
  ["/cut", /cannot be reached/],
];
for (const [route, why] of refused) {
  test(`${route.slice(1)}: no picture`, async () => {
    await assert.rejects(open.fetch(base + route), (error) => error instanceof PictureError && why.test(error.message));
  });
}

test("an address that is none, or of another kind, is not fetched", async () => {
  const addresses = [
    "",
    "nonsense",
    "file:///etc/passwd",
    "ftp://a.example/x.png",
    "data:image/png;base64,AA==",
    "//x",
  ];
  for (const address of [...addresses, "javascript:1", "http://user:pass@127.0.0.1/x.png"]) {
    await assert.rejects(open.fetch(address), PictureError, address);
  }
  assert.equal(asked.length, 0);
});

test("this machine and private networks are not reached, however their address is written", async () => {
  const { port } = new URL(base);
  const hosts = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "localhost", "[::1]"];
  const others = [
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::]",
    "169.254.169.254",
    "10.0.0.1",
    "[fe80::1]",
    "[fc00::1]",
  ];
  for (const host of [...hosts, ...others, "192.168.1.1", "172.31.255.255", "100.64.0.1", "[64:ff9b::7f00:1]"]) {
    await assert.rejects(
      closed.fetch(`http://${host}:${port}/good.png`),
      (error) => error instanceof PictureError && /private network/.test(error.message),
      host,
    );
  }
  assert.equal(asked.length, 0);
});

test("each redirect is looked at, too", async () => {
  // The first hop is let through as if it were public; what it leads to is not.
  const half = new Pictures({
    lookup: (_host, options, done) =>
      options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
  });
  const { port } = new URL(base);
  assert.equal((await half.fetch(`http://pictures.example:${port}/good.png`)).type, "image/png");
  await assert.rejects(half.fetch(`http://pictures.example:${port}/to-cloud`), /private network/);
  await half.close();
});

test("a name is resolved once, and its connection goes to an address that was looked at", async () => {
  /** @param {string[]} addresses @param {boolean} all */
  const looked = (addresses, all) =>
    new Promise((resolve) => {
      const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      lookupPublic(
        "pictures.example",
        { all },
        (error, given, family) => resolve(error ? error.message : [given, family]),
        (_host, _options, done) => done(null, found),
      );
    });
  assert.equal(await looked(["127.0.0.1", "::1"], true), "it is of a private network");
  assert.equal(await looked(["10.1.2.3"], false), "it is of a private network");
  assert.deepEqual(await looked(["10.1.2.3", "93.184.216.34"], false), ["93.184.216.34", 4]);
  assert.deepEqual(await looked(["::1", "2606:2800::1"], true), [[{ address: "2606:2800::1", family: 6 }], undefined]);
});

test("what is public and what is not", () => {
  const yes = ["1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00::1"];
  const no = ["0.1.2.3", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::ffff:1.1.1.1", "::1.1.1.1"];
  const tunnels = [
    "2002:7f00:1::1",
    "2001::1",
    "2001:db8::1",
    "64:ff9b::101:101",
    "ff02::1",
    "fec0::1",
    "nonsense",
    "",
  ];
  for (const address of yes) assert.equal(isPublic(address), true, address);
  for (const address of [...no, ...tunnels]) assert.equal(isPublic(address), false, address);
});

/** @param {object} changed */
const upload = (changed) => {
  const session = fixedSession({ headers: { authorization: "Bearer t0ken" } });
  const request = {
    id: "1",
    place: "p",
    account: "a",
    method: "POST",
    url: `${base}/upload`,
    headers: {},
    timeout_ms: 5000,
  };
  const { pictures = open, ...rest } = /** @type {any} */ (changed);
  return new Account(session, transport, base, pictures).send({ ...request, ...rest });
};

test("an upload is the picture's bytes, with its type", async () => {
  const answer = await upload({ upload: `${base}/good.png`, headers: { "content-type": "text/plain", "x-mine": "y" } });
  assert.deepEqual([answer.status, answer.body], [200, '{"id":"7"}']);
  const [fetched, sent] = asked;
  assert.deepEqual([fetched?.url, fetched?.headers.authorization], ["/good.png", undefined], "no secret for strangers");
  assert.deepEqual([sent?.headers["content-type"], sent?.headers["x-mine"]], ["image/png", "y"]);
  assert.equal(sent?.headers.authorization, "Bearer t0ken");
  assert.deepEqual(sent?.body, png);
});

test("or a field of a form, beside the others", async () => {
  const form = "type=composer&synchronous=true&description=caf%C3%A9+%26+co";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await upload({ upload: `${base}/good.png`, upload_field: "file", body: form, headers });
  assert.equal(answer.status, 200);
  const sent = asked[1];
  const given = await new Response(/** @type {BodyInit} */ (/** @type {unknown} */ (sent?.body)), {
    headers: { "content-type": String(sent?.headers["content-type"]) },
  }).formData();
  assert.deepEqual([...given.keys()], ["type", "synchronous", "description", "file"]);
  assert.equal(given.get("description"), "café & co");
  const file = /** @type {File} */ (given.get("file"));
  assert.deepEqual([file.name, file.type], ["picture.png", "image/png"]);
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), png);
  assert.equal(Number(sent?.headers["content-length"]), sent?.body.length, "platforms want to know how much comes");
});

test("without the picture nothing is sent, and the engine is told why", async () => {
  for (const [address, pictures] of [
    [`${base}/none`, open],
    [`${base}/good.png`, closed],
    ["nonsense", open],
  ]) {
    const answer = await upload({ upload: address, pictures });
    assert.deepEqual([answer.status, answer.failure], [0, "no_upload"]);
    assert.ok((answer.detail?.length ?? 0) > 5);
  }
  assert.deepEqual(
    asked.map(({ url }) => url),
    ["/none"],
  );
});

test("an upload goes to no other server either", async () => {
  const answer = await upload({ upload: `${base}/good.png`, url: "http://127.0.0.1:1/upload" });
  assert.equal(answer.failure, "no_session");
  assert.equal(asked.length, 0);
});
