// Charts: one line a place, in its hue, its name at its end. uPlot draws them; this file and it are loaded when insight is opened.
import uPlot from "uplot";
import sheet from "uplot/dist/uPlot.min.css";
import { html, unsafeCSS } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";

/** @import { ElementPart } from "lit/directive.js" */

export const styles = [unsafeCSS(sheet)];

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} hue class that carries it
 * @property {(number | null)[]} values
 */
/**
 * @typedef {object} Drawing
 * @property {number[]} times in seconds, of each value
 * @property {Line[]} lines
 * @property {boolean} fromZero a count is drawn from nothing on; of what never comes near it, its course is
 * @property {(value: number) => string} says a value, in words
 * @property {(time: number) => string} day
 */

const height = 190;
const labelGap = 14;
/** Where colours are the system's, and so the same, a line is known by its strokes. */
const strokes = [[], [6, 4], [2, 3], [8, 3, 2, 3]];

class Chart extends AsyncDirective {
  /** @type {HTMLElement | undefined} */
  element_ = undefined;
  /** @type {uPlot | undefined} */
  plot_ = undefined;
  /** @type {Drawing | undefined} */
  drawing_ = undefined;
  drawn_ = "";
  watching_ = new ResizeObserver(() => this.draw_());

  /** @param {Drawing} _drawing */
  render(_drawing) {
    return undefined;
  }

  /** @param {ElementPart} part @param {[Drawing]} given */
  update(part, [drawing]) {
    this.drawing_ = drawing;
    if (this.element_ !== part.element) {
      this.watching_.disconnect();
      this.element_ = /** @type {HTMLElement} */ (part.element);
      this.watching_.observe(this.element_);
    }
    queueMicrotask(() => this.draw_());
  }

  disconnected() {
    this.watching_.disconnect();
    this.plot_?.destroy();
    this.plot_ = undefined;
    this.drawn_ = "";
  }

  reconnected() {
    if (this.element_) this.watching_.observe(this.element_);
  }

  /** Anew where anything is another: its width, its values, its colours. */
  draw_() {
    const { element_: element, drawing_: drawing } = this;
    if (!element?.isConnected || !drawing) return;
    const width = Math.floor(element.clientWidth);
    const colours = coloursOf(element, drawing.lines);
    const drawn = JSON.stringify([width, drawing.times, drawing.lines, colours]);
    if (width < 40 || drawn === this.drawn_) return;
    this.drawn_ = drawn;
    this.plot_?.destroy();
    const data = /** @type {uPlot.AlignedData} */ ([drawing.times, ...drawing.lines.map(({ values }) => values)]);
    this.plot_ = new uPlot(optionsOf(drawing, width, colours), data, element);
  }
}

/** @typedef {{ lines: string[], text: string, grid: string, font: string }} Colours */

/** As the styles come to, in this theme. @param {HTMLElement} element @param {Line[]} lines @returns {Colours} */
function coloursOf(element, lines) {
  const probe = document.createElement("span");
  element.append(probe);
  const of = (/** @type {string} */ name) => {
    probe.className = name;
    return getComputedStyle(probe).color;
  };
  const { fontFamily } = getComputedStyle(element);
  const colours = {
    lines: lines.map(({ hue }) => of(`probe ${hue}`)),
    text: of("probe-text"),
    grid: of("probe-grid"),
    font: `12px ${fontFamily}`,
  };
  probe.remove();
  return colours;
}

/** @param {Drawing} drawing @param {number} width @param {Colours} colours @returns {uPlot.Options} */
function optionsOf({ lines, fromZero, says, day }, width, colours) {
  const measure = document.createElement("canvas").getContext("2d");
  if (measure) measure.font = colours.font;
  const widthOf = (/** @type {string} */ text) => measure?.measureText(text).width ?? text.length * 7;
  const longest = Math.min(width / 3, Math.max(0, ...lines.map(({ name }) => widthOf(name))));
  const areOne = new Set(colours.lines).size < lines.length;
  const axis = { stroke: colours.text, font: colours.font, ticks: { show: false } };
  return {
    width,
    height,
    padding: [12, Math.ceil(longest) + 14, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, min, max) => rangeOf(min ?? 0, max ?? 1, fromZero) } },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 30, values: (_, times) => times.map(day) },
      {
        ...axis,
        grid: { stroke: colours.grid, width: 1 },
        ...(fromZero && { incrs: wholes }),
        space: 34,
        size: (_, values) => Math.ceil(Math.max(20, ...(values ?? []).map(widthOf))) + 14,
        values: (_, values) => values.map(says),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, values }, at) => ({
        label: name,
        stroke: colours.lines[at],
        width: 2,
        dash: areOne ? strokes[at % strokes.length] : [],
        points: { show: values.filter((value) => value !== null).length < 2, fill: colours.lines[at] },
      })),
    ],
    hooks: { draw: [(plot) => label(plot, lines, colours)] },
  };
}

/** What an axis of counts goes up by: there is no half of a post. */
const wholes = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((power) => [1, 2, 5].map((each) => each * 10 ** power));

/** @param {number} least @param {number} most @param {boolean} fromZero @returns {[number, number]} */
function rangeOf(least, most, fromZero) {
  if (fromZero) return [0, Math.max(1, most) * 1.06];
  const room = Math.max(1, (most - least) * 0.2);
  return [Math.max(0, least - room), most + room];
}

/** The name of each at the end of its line; where two would meet, one gives way. @param {uPlot} plot @param {Line[]} lines @param {Colours} colours */
function label(plot, lines, colours) {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const ends = lines
    .map(({ name, values }, at) => {
      const last = values.findLastIndex((value) => value !== null);
      const y = last < 0 ? NaN : plot.valToPos(values[last] ?? 0, "y");
      return { name, colour: colours.lines[at], y };
    })
    .filter(({ y }) => Number.isFinite(y))
    .sort((a, b) => a.y - b.y);
  // From below: none hangs out under the chart.
  const bottom = plot.bbox.height / ratio;
  let below = bottom + labelGap / 2;
  for (const end of ends.toReversed()) below = end.y = Math.min(end.y, below - labelGap);
  let above = -labelGap;
  for (const end of ends) above = end.y = Math.max(end.y, above + labelGap);
  ctx.save();
  ctx.font = `600 ${12 * ratio}px ${colours.font.slice(5)}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const left = plot.bbox.left + plot.bbox.width + 6 * ratio;
  for (const { name, colour, y } of ends) {
    ctx.fillStyle = colour;
    ctx.fillText(name, left, plot.bbox.top + y * ratio, ctx.canvas.width - left - 2 * ratio);
  }
  ctx.restore();
}

const chart = directive(Chart);

/** @param {Drawing} drawing */
export const chartOf = (drawing) => html`<div class="chart" part="chart" aria-hidden="true" ${chart(drawing)}></div>`;
