// npm run build [-- native|asan|fuzz|simulate|simulate-wasm|wasm|web|types ...]: everything, or the named parts. Incremental.
import { run } from "./run.js";

const jobs = ["-j", "2"];

/** @param {"native" | "asan" | "fuzz" | "wasm"} preset @param {string[]} [targets] */
function cmake(preset, targets = []) {
  console.log(`build: ${preset}`);
  // Where Node is not Debian's own, Emscripten's optimiser finds acorn here; and Debian's own Python begins at once, where a shim would
  // be asked for it at each of hundreds of files.
  const env = { NODE_PATH: "/usr/share/nodejs", PATH: `/usr/bin:${process.env.PATH}` };
  run("cmake", ["--preset", preset], { env, quiet: true });
  run("ninja", ["-C", `build/${preset}`, ...jobs, ...targets], { env, quiet: true });
}

const parts = process.argv.slice(2);
const wanted = parts.length > 0 ? parts : ["wasm", "web"];
for (const part of wanted) {
  if (part === "fuzz") {
    cmake(part, ["plein_fuzz"]);
  } else if (part === "simulate") {
    cmake("native", ["plein_simulate"]);
  } else if (part === "simulate-wasm") {
    cmake("wasm", ["plein_simulate"]);
  } else if (part === "native" || part === "asan" || part === "wasm") {
    cmake(part);
  } else if (part === "web") {
    console.log("build: web");
    const { buildWeb } = await import("./build-web.js");
    await buildWeb();
    const { buildDemo } = await import("./build-demo.js");
    await buildDemo();
  } else if (part === "types") {
    console.log("build: types");
    const { buildTypes } = await import("./types.js");
    buildTypes();
  } else {
    console.error(
      `build: there is no part "${part}", expected native, asan, fuzz, simulate, simulate-wasm, wasm, web or types`,
    );
    process.exit(2);
  }
}
