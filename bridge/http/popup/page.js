// The page at the end of a sign-in, and what it may do: run our one script, and be shown in no frame. It holds a token, so nobody keeps it.
import { readFileSync } from "node:fs";
import { escaped } from "../rich-html.js";
import { wordsIn } from "./words.js";

const file = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url), "utf8");
export const script = file("./handover.js");
export const style = file("./popup.css");
export const files = "/v1/sign-in";

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * @param {import("fastify").FastifyReply} reply
 * @param {{language: string, origin?: string, answer?: object, why?: string, status?: number, of?: "sign-in" | "link"}} shown
 *   `answer`: for the page that opened it, at `origin`; `why`: what went wrong; `of`: what somebody did
 */
export function sendPage(reply, { language, origin, answer, why, status = 200, of = "sign-in" }) {
  const words = wordsIn(language, of);
  const told = origin && answer;
  const data = told ? ` data-origin="${escaped(origin)}" data-answer="${escaped(JSON.stringify(answer))}"` : "";
  const said = why === undefined ? words.done : words.failed;
  const next = why === undefined ? words.stuck : words.again;
  return reply
    .code(status)
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("content-security-policy", policy)
    .send(
      `<!doctype html>
<html lang="${words.lang}" dir="${words.dir}"${data}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${said}</title>
<link rel="stylesheet" href="${files}/popup.css">
<script type="module" src="${files}/handover.js"></script>
<h1>${said}</h1>
${why === undefined ? "" : `<p lang="en" class="why">${escaped(why)}</p>\n`}<p>${next}</p>
</html>
`,
    );
}
