// Seals what must leave our hands and come back unread and unchanged: sessions in the database, the state of a sign-in under way.
// AES-256-GCM; each seal names its version and its key, so that another key is told apart from damage.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const version = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes;
const bodyAt = headBytes + nonceBytes + tagBytes;

/** It cannot be sealed or opened; the message is for the operator, and holds nothing of what is sealed. */
export class SealError extends Error {}

/** @param {string | Buffer} secret @param {string} purpose @param {number} bytes @param {string | Buffer} salt */
const derived = (secret, purpose, bytes, salt = "") => Buffer.from(hkdfSync("sha256", secret, salt, purpose, bytes));

/** The relay's own key, of which each purpose gets a key of its own. Without a configured one it lasts as long as the process. */
export class Keys {
  #secret;
  lasting;

  /** @param {string | null} secret */
  constructor(secret) {
    this.lasting = secret !== null;
    this.#secret = secret ?? randomBytes(32);
  }

  /** @param {string} purpose */
  of(purpose) {
    return derived(this.#secret, `plein ${purpose}`, 32);
  }
}

export class Sealer {
  #key;
  #id;

  /** @param {string | Buffer} secret @param {string} purpose @param {string | Buffer} [salt] */
  constructor(secret, purpose, salt) {
    if (secret.length === 0) throw new SealError("there is no key to seal with, and nothing is kept without one");
    this.#key = derived(secret, purpose, 32, salt);
    this.#id = derived(secret, `${purpose} id`, keyIdBytes, salt);
  }

  /** @param {string} text @param {string} context what it is of: opened for anything else, it is damaged */
  seal(text, context) {
    const nonce = randomBytes(nonceBytes);
    const head = Buffer.concat([Buffer.of(version), this.#id]);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.concat([head, Buffer.from(context)]));
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
  }

  /** As `open`; null where it cannot be opened. @param {Uint8Array} sealed @param {string} context @returns {string | null} */
  opened(sealed, context) {
    try {
      return this.open(sealed, context);
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  }

  /** @param {Uint8Array} sealed @param {string} context @returns {string} */
  open(sealed, context) {
    const bytes = Buffer.from(sealed);
    if (bytes.length < bodyAt) throw new SealError("it is too short to be a seal");
    const head = bytes.subarray(0, headBytes);
    if (head[0] !== version) throw new SealError(`it is sealed in version ${head[0]}, expected ${version}`);
    if (!head.subarray(1).equals(this.#id)) throw new SealError("it is sealed with another key");
    try {
      const cipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(headBytes, headBytes + nonceBytes));
      cipher.setAAD(Buffer.concat([head, Buffer.from(context)]));
      cipher.setAuthTag(bytes.subarray(headBytes + nonceBytes, bodyAt));
      return cipher.update(bytes.subarray(bodyAt), undefined, "utf8") + cipher.final("utf8");
    } catch {
      throw new SealError("it is damaged, or of something else");
    }
  }
}
