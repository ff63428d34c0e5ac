// The engine for a relay: load the module once, make engines, call them with documents. See engine.d.ts.
import createModule from "../build/wasm/plein.js";
import { loader } from "./face.js";

export const loadEngine = loader(createModule);
