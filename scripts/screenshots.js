// npm run screenshots: takes the pictures of the widget and of the desk in docs/images anew; `npm run screenshots -- desk`: of one of them. Look at
// them before keeping them: tests hold both against them.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { takeDeskShots } from "../tests/web/desk/shots.js";
import { takeShots } from "../tests/web/shots.js";
import { root } from "./run.js";

const takes = { widget: takeShots, desk: takeDeskShots };
const wanted = process.argv.slice(2);
for (const [name, take] of Object.entries(takes)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const folder = path.join(root, "docs/images", name);
  mkdirSync(folder, { recursive: true });
  for (const shot of await take()) {
    writeFileSync(path.join(folder, `${shot.name}.png`), shot.png);
    console.log(`${name}/${shot.name}.png ${(shot.png.length / 1000).toFixed(0)} kB`);
  }
}
