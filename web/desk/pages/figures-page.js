// What plan and insight have in common: their figures are read with what draws them, and again a while after anything changed.
import { Reading } from "../reading.js";

/** Many figures move at once, and the engine counts them all. */
const calmMs = 5_000;

export class FiguresPage extends Reading {
  /** @param {import("../desk.js").Desk} desk @param {() => Promise<void>} read */
  constructor(desk, read) {
    super(desk);
    this.readFigures_ = read;
    this.current = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later_ = undefined;
  }

  async open() {
    await Promise.all([this.desk_.measure(), this.load()]);
  }

  async refresh() {
    clearTimeout(this.later_);
    this.later_ = setTimeout(() => this.readFigures_(), calmMs);
  }

  async load() {
    this.state = "loading";
    await this.readFigures_();
  }
}
