// The engine for a browser: the same source without what only a relay does. Answers configure (as a reader), feed and query.
import createModule from "../build/wasm/plein_reader.js";
import { loader } from "./face.js";

export const loadEngine = loader(createModule);
