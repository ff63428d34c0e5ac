/** File name of plein.wasm beside the bundle; set by scripts/build-web.js. */
declare const PLEIN_WASM: string;
/** Likewise of plein_direct.wasm. */
declare const PLEIN_DIRECT_WASM: string;
/** The hashes of both, as `fetch` takes them. */
declare const PLEIN_WASM_INTEGRITY: string;
declare const PLEIN_DIRECT_WASM_INTEGRITY: string;
/** Lines of an emoji and its names (scripts/emoji.js). */
declare const PLEIN_EMOJI: string;
/** A style sheet of a package, as text; read by scripts/build-desk.js. */
declare module "*.css" {
  const sheet: string;
  export default sheet;
}
