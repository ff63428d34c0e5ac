// The course of a figure: a line for each place, and under it the same as a table, for who cannot see it or wants it exactly.
import { html, nothing } from "lit";
import { hue, placeName } from "../../views/byline.js";
import { drawn, isMoney, valueOf } from "../figures.js";
import { named } from "../language.js";

/** @import { Figure, Insight, Period } from "../shapes.js" */
/** @import { DeskView } from "./view.js" */

/** @typedef {{ period: Period | undefined, byPlace: { place: string, insight: Insight }[] }} Drawn what is drawn, and in which places */

const longMs = 120 * 60_000;

/** @param {DeskView} view @param {Pick<Figure, "name" | "unit" | "series">} figure @param {Drawn} page */
export function course(view, figure, page) {
  const { desk, say, shared, language } = view;
  const { name, unit, series } = figure;
  const { from = 0, step = 1 } = page.period ?? {};
  if (!series || series.length < 2) return nothing;
  const own = page.byPlace
    .map(({ place, insight }) => ({ place, series: insight.figures.find((each) => each.name === name)?.series ?? [] }))
    .filter((each) => each.series.some((value) => value));
  const times = series.map((_, at) => from + at * step);
  const titled = named(language, "figure", name);
  // Short times are read in minutes, long ones in hours.
  const isLong = unit === "ms" && series.some((value) => (value ?? 0) > longMs);
  const scaled = (/** @type {number | null} */ value) => {
    const minutes = drawn(unit, value);
    return isLong && minutes !== null ? minutes / 60 : minutes;
  };
  const lines = (own.length ? own : [{ place: "", series }]).map((each) => ({
    name: each.place ? placeName(shared, each.place) : say("everywhere"),
    hue: each.place ? hue(shared, each.place) : "hue-all",
    values: times.map((_, at) => scaled(each.series[at] ?? null)),
  }));
  const short = new Intl.DateTimeFormat(language.tag, { day: "numeric", month: "short" });
  const numbers = new Intl.NumberFormat(language.tag, { notation: "compact", maximumFractionDigits: 1 });
  const says = (/** @type {number} */ value) => numbers.format(value);
  const chart = desk.charts?.chartOf({
    times: times.map((time) => time / 1000),
    lines,
    fromZero: unit === "count",
    says: unit === "share" ? (value) => `${says(value)} %` : says,
    day: (time) => short.format(time * 1000),
  });
  const measured =
    unit === "ms" ? say(isLong ? "inHours" : "inMinutes") : isMoney(unit) ? say("inMoney", { currency: unit }) : "";
  const table = () =>
    html`<div class="table-stand" tabindex="0" role="region" aria-label=${titled}>
      <table>
        <thead>
          <tr>
            <th scope="col">${say("day")}</th>
            <th scope="col">${say("together")}</th>
            ${own.map(({ place }) => html`<th scope="col">${placeName(shared, place)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${times.map(
            (time, at) =>
              html`<tr>
                <th scope="row">${short.format(time)}</th>
                <td>${valueOf(language, unit, series[at])}</td>
                ${own.map((each) => html`<td>${valueOf(language, unit, each.series[at] ?? null)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  return html`<figure class="course" part="course">
    <figcaption>${titled} ${measured ? html`<span class="soft">${measured}</span>` : nothing}</figcaption>
    ${chart ?? html`<div class="chart"></div>`}
    <details
      @toggle=${(/** @type {Event} */ { target }) => desk.showTable(name, /** @type {HTMLDetailsElement} */ (target).open)}
    >
      <summary>${say("asTable", { figure: titled })}</summary>
      ${desk.tables.has(name) ? table() : nothing}
    </details>
  </figure>`;
}
