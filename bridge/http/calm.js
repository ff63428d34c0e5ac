// What changes often is told now and then: at once, and, however often it comes meanwhile, once more when a while is over.

export class Calm {
  #act;
  #everyMs;
  #again = false;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {() => void} act @param {number} everyMs */
  constructor(act, everyMs) {
    this.#act = act;
    this.#everyMs = everyMs;
  }

  come() {
    if (this.#timer) this.#again = true;
    else this.#tell();
  }

  end() {
    clearTimeout(this.#timer);
  }

  #tell() {
    this.#again = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#again) this.#tell();
    }, this.#everyMs).unref();
    this.#act();
  }
}
