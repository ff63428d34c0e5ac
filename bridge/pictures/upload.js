// A request whose body is a picture, or a form with one.
import { FormData } from "undici";

/** @typedef {import("../../wasm/engine.d.ts").HttpRequest} HttpRequest */

/** What platforms tell the kind of a file by: an ending they know. @type {Record<string, string>} */
const endings = { "image/jpeg": "jpg", "image/svg+xml": "svg", "image/vnd.microsoft.icon": "ico" };

/**
 * @param {HttpRequest} request
 * @param {import("./pictures.js").Picture} picture
 * @returns {Omit<HttpRequest, "body"> & {body: Buffer | FormData}}
 */
export function withPicture({ upload: _upload, upload_field: field, body, ...request }, { bytes, type }) {
  const { "content-type": _given, ...headers } = request.headers;
  if (!field) return { ...request, headers: { ...headers, "content-type": type }, body: bytes };
  const form = new FormData(); // its own content-type names the boundary
  for (const [name, value] of new URLSearchParams(body ?? "")) form.append(name, value);
  const name = `picture.${endings[type] ?? type.slice("image/".length)}`;
  form.append(field, new File([/** @type {BlobPart} */ (/** @type {unknown} */ (bytes))], name, { type }));
  return { ...request, headers, body: form };
}
