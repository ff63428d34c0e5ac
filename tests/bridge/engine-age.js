// Whether the engine that was built takes the newer calls of engine.d.ts. Goes as soon as every engine does.
import { builtEngine } from "../../bridge/built-engine.js";

const engine = (await builtEngine())();
const reply = engine.call({ op: "distrust", now: 0 });
engine.close();
export const olderEngine =
  !reply.ok && reply.error.code === "unknown_name" ? "the engine that was built is older than engine.d.ts" : false;
