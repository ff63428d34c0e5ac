// The configurator's page: a form, the widget as it becomes, and the tag. Its script fills in the rest.
import { framed } from "../layout.js";
import { escaped } from "../markdown.js";
import { colours, groups } from "./fields.js";

/** @import { Field } from "./fields.js" */

/** @param {string} origin */
export function configuratorPage(origin) {
  const description =
    "Choose how the widget looks and behaves, see it live, and copy the tag with its version and hash.";
  return framed({
    address: "configurator",
    title: "Configurator",
    description,
    origin,
    html: body,
    wide: true,
    styles: ["/docs/configurator.css"],
    scripts: ["/docs/configurator.js", "/plein/plein.js"],
  });
}

/** @param {Field} field */
function control({ name, label, hint, type = "text", standard = "", value = standard, options }) {
  const id = `field-${name}`;
  const describe = hint ? ` aria-describedby="${id}-hint"` : "";
  const said = hint ? `<span class="hint" id="${id}-hint">${escaped(hint)}</span>` : "";
  if (type === "checkbox")
    return `<p class="tick"><input type="checkbox" id="${id}" name="${name}" /><label for="${id}">${escaped(label)}</label></p>`;
  const range = type === "number" ? ' min="1" max="100"' : "";
  const input = options
    ? `<select id="${id}" name="${name}">${options.map(([key, text]) => `<option value="${key}">${escaped(text)}</option>`).join("")}</select>`
    : `<input type="${type}"${range} id="${id}" name="${name}" value="${escaped(value)}" autocomplete="off" spellcheck="false"${describe} />`;
  return `<p><label for="${id}">${escaped(label)}</label>${input}${said}</p>`;
}

const sets = groups
  .map(({ title, fields }) => `<fieldset><legend>${escaped(title)}</legend>${fields.map(control).join("")}</fieldset>`)
  .join("\n");

const rows = colours
  .map(
    ([name, label, light, dark]) =>
      `<tr><th scope="row">${escaped(label)}</th><td><input type="color" name="light-${name}" value="${light}" aria-label="${escaped(label)}, light" /></td>` +
      `<td><input type="color" name="dark-${name}" value="${dark}" aria-label="${escaped(label)}, dark" /></td></tr>`,
  )
  .join("\n");

const body = `<h1>Configurator</h1>
<p>Choose, look, copy. What is as it is by default is not written in the tag. <a href="/docs/widget/attributes">All attributes</a>, <a href="/docs/widget/styling">all variables</a>.</p>
<noscript><p>The configurator needs JavaScript; the pages beside it do not.</p></noscript>
<div class="configurator">
<form id="choices" aria-label="What the widget is like">
${sets}
<fieldset><legend>Colours</legend>
<table class="colours"><thead><tr><th><span class="hidden">Colour</span></th><th scope="col">Light</th><th scope="col">Dark</th></tr></thead><tbody>
${rows}
</tbody></table>
<p><label for="field-radius">Corners</label><input type="number" id="field-radius" name="radius" min="0" max="32" value="10" /></p>
<p><button type="reset">Everything as it was</button></p>
</fieldset>
</form>
<div class="result">
<section aria-labelledby="tag-heading">
<h2 id="tag-heading">The tag</h2>
<p class="versions"><label for="pinned">The script</label>
<select id="pinned" form="choices" name="pinned">
<option value="entry">this version, with its hash</option>
<option value="all">this version, with the hash of every module</option>
<option value="latest">whatever the relay runs</option>
</select></p>
<div class="coded"><pre tabindex="0" aria-label="The tag"><code id="tag"></code></pre></div>
<p id="policy" hidden>The import map is a script within the page: with a <a href="/docs/widget/csp-and-privacy">policy</a>, <code>script-src</code> needs <code id="policy-hash"></code>.</p>
<p id="found" role="status"></p>
<div id="sheet-block" hidden><h3>In your style sheet</h3>
<div class="coded"><pre tabindex="0" aria-label="The style sheet"><code id="sheet"></code></pre></div></div>
</section>
<section aria-labelledby="contrast-heading">
<h2 id="contrast-heading">Contrast</h2>
<p id="verdict" role="status"></p>
<details><summary>Each pair</summary><div class="scroll" role="group" aria-label="Contrast of each pair" tabindex="0"><table><thead><tr><th scope="col">Pair</th><th scope="col">Light</th><th scope="col">Dark</th></tr></thead><tbody id="pairs"></tbody></table></div></details>
</section>
<section aria-labelledby="look-heading">
<h2 id="look-heading">How it looks</h2>
<p class="widths"><label for="width">As wide as</label>
<select id="width"><option value="">there is room</option><option value="360">a phone (360 px)</option><option value="280">the narrowest (280 px)</option></select></p>
<div id="preview"></div>
</section>
</div>
</div>
`;
