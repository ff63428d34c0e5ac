// From bytes to bytes: any of the three builds, as bindings.cpp shows it. No view of its memory outlives a call, as memory that
// grows is another buffer.

/** @typedef {{ call(bytes: Uint8Array): Uint8Array, save(): Uint8Array, load(bytes: Uint8Array): Uint8Array, close(): void }} Bound */
/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {() => number} plein_make
 * @property {(engine: number) => void} plein_drop
 * @property {(size: number) => number} plein_room
 * @property {(engine: number) => number} plein_call
 * @property {(engine: number) => number} plein_load
 * @property {(engine: number) => number} plein_save
 * @property {() => number} plein_size
 */

/** @returns {never} */
const stopped = () => {
  throw new Error("this engine has stopped");
};

// All that the module asks of its host: nothing, but to be told that it stops.
const imports = { env: { emscripten_notify_memory_growth() {} }, wasi_snapshot_preview1: { proc_exit: stopped } };

/** @param {BufferSource} wasm @returns {Promise<() => Bound>} makes engines, which share one instance */
export async function instantiate(wasm) {
  const { instance } = await WebAssembly.instantiate(wasm, imports);
  const { memory, ...engine } = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
  engine._initialize();
  /** @param {Uint8Array} bytes */
  const give = (bytes) => {
    const room = engine.plein_room(bytes.length) >>> 0;
    new Uint8Array(memory.buffer).set(bytes, room);
  };
  /** @param {number} at where a reply begins */
  const taken = (at) => new Uint8Array(memory.buffer).slice(at >>> 0, (at >>> 0) + engine.plein_size());
  return () => {
    let made = engine.plein_make();
    const own = () => made || stopped();
    return {
      call: (bytes) => (give(bytes), taken(engine.plein_call(own()))),
      save: () => taken(engine.plein_save(own())),
      load: (bytes) => (give(bytes), taken(engine.plein_load(own()))),
      close() {
        engine.plein_drop(made);
        made = 0;
      },
    };
  };
}
