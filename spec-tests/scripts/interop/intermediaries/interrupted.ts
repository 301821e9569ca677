// Starts a hop and waits to be interrupted.
import { startIntermediary } from "../../../../scripts/interop/intermediaries/paths/start-intermediary.ts";
import { listens, newFolder, noFiles, scripted } from "./fixtures.ts";

const hop = await startIntermediary(scripted(listens), { folder: newFolder(), next: 1, files: noFiles });
console.log(`port ${hop.port} group ${hop.process.pid}`);
if (process.argv[2] === "throw") throw new TypeError("on purpose");
setInterval(() => undefined, 1000);
