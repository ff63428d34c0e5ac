// The engine for a browser without a relay: all of the source, built for size. Answers what a relay's does, and writes nothing.
import createModule from "../build/wasm/plein_direct.js";
import { loader } from "./face.js";

export const loadEngine = loader(createModule);
