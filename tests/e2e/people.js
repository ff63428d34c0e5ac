// People on the network, acting as people do: over XRPC, each with an account of their own.

/** @typedef {{did: string, handle: string, password: string, token: string}} Account */
/** @typedef {{uri: string, cid: string, value: any}} Post */

const collection = "app.bsky.feed.post";

export class People {
  /** @param {string} pds */
  constructor(pds) {
    this.pds = pds;
    /** @type {Map<string, Account>} */
    this.accounts = new Map();
  }

  /** @param {string} method @param {{token?: string, body?: object}} [options] @returns {Promise<any>} */
  async call(method, { token, body } = {}) {
    const answer = await fetch(`${this.pds}/xrpc/${method}`, {
      method: body ? "POST" : "GET",
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }

  /** @param {string} name @returns {Promise<Account>} */
  async join(name) {
    const handle = `${name}.test`;
    const password = `password of ${name}`;
    const made = await this.call("com.atproto.server.createAccount", {
      body: { handle, email: `${name}@example.test`, password },
    });
    const account = { did: made.did, handle, password, token: made.accessJwt };
    this.accounts.set(name, account);
    return account;
  }

  /** @param {string} name @returns {Account} */
  who(name) {
    const account = this.accounts.get(name);
    if (!account) throw new Error(`${name} has not joined`);
    return account;
  }

  /** @param {string} name @param {object} record @returns {Promise<{uri: string, cid: string}>} */
  async write(name, record) {
    const { did, token } = this.who(name);
    const full = { $type: collection, createdAt: new Date().toISOString(), ...record };
    return this.call("com.atproto.repo.createRecord", { token, body: { repo: did, collection, record: full } });
  }

  /** A new post, which begins with a mention of `mention`. @param {string} name @param {string} text @param {string} [mention] */
  async post(name, text, mention) {
    if (!mention) return this.write(name, { text });
    const { did, handle } = this.who(mention);
    const feature = { $type: "app.bsky.richtext.facet#mention", did };
    const facets = [{ index: { byteStart: 0, byteEnd: handle.length + 1 }, features: [feature] }];
    return this.write(name, { text: `@${handle} ${text}`, facets });
  }

  /** @param {string} name @param {string} parentUri @param {string} text */
  async reply(name, parentUri, text) {
    const above = await this.get(parentUri);
    const parent = { uri: above.uri, cid: above.cid };
    return this.write(name, { text, reply: { root: above.value.reply?.root ?? parent, parent } });
  }

  /** As another client does, which can. @param {string} name @param {string} uri @param {(text: string) => string} change */
  async edit(name, uri, change) {
    const { did, token } = this.who(name);
    const { value } = await this.get(uri);
    const body = { repo: did, collection, rkey: uri.split("/")[4], record: { ...value, text: change(value.text) } };
    return this.call("com.atproto.repo.putRecord", { token, body });
  }

  /** @param {string} name @param {string} uri */
  async remove(name, uri) {
    const { did, token } = this.who(name);
    return this.call("com.atproto.repo.deleteRecord", {
      token,
      body: { repo: did, collection, rkey: uri.split("/")[4] },
    });
  }

  /** @param {string} name @param {string} whom */
  async block(name, whom) {
    const { did, token } = this.who(name);
    const block = "app.bsky.graph.block";
    const record = { $type: block, subject: this.who(whom).did, createdAt: new Date().toISOString() };
    return this.call("com.atproto.repo.createRecord", { token, body: { repo: did, collection: block, record } });
  }

  /** A picture, as a post's embed names it. @param {string} name @param {Buffer} bytes @param {string} type */
  async upload(name, bytes, type) {
    const headers = { authorization: `Bearer ${this.who(name).token}`, "content-type": type };
    const body = new Uint8Array(bytes);
    const answer = await fetch(`${this.pds}/xrpc/com.atproto.repo.uploadBlob`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`uploadBlob: ${answer.status} ${await answer.text()}`);
    return /** @type {any} */ (await answer.json()).blob;
  }

  /** @param {string} uri @returns {Promise<Post>} */
  async get(uri) {
    const [, , repo, , rkey] = uri.split("/");
    return this.call(`com.atproto.repo.getRecord?repo=${repo}&collection=${collection}&rkey=${rkey}`);
  }

  /** Every post in an account's repository, the oldest first. @param {string} name @returns {Promise<Post[]>} */
  async posts(name) {
    /** @type {Post[]} */
    const all = [];
    for (let cursor = ""; ;) {
      const query = new URLSearchParams({
        repo: this.who(name).did,
        collection,
        limit: "100",
        reverse: "true",
        ...(cursor ? { cursor } : {}),
      });
      const page = await this.call(`com.atproto.repo.listRecords?${query}`);
      all.push(...page.records);
      if (!page.cursor || page.records.length === 0) return all;
      cursor = page.cursor;
    }
  }
}
