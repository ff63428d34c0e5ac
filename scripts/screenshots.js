// npm run screenshots: takes the pictures of the widget in docs/images anew. Look at them before keeping them: a test holds
// the widget against them.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { takeShots } from "../tests/web/shots.js";
import { root } from "./run.js";

const folder = path.join(root, "docs/images/widget");
mkdirSync(folder, { recursive: true });
for (const { name, png } of await takeShots()) {
  writeFileSync(path.join(folder, `${name}.png`), png);
  console.log(`${name}.png ${(png.length / 1000).toFixed(0)} kB`);
}
