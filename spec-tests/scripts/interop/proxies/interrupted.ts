// Starts a hop and waits to be interrupted.
import { startHop } from "../../../../scripts/interop/proxies/hop.ts";
import { listens, newFolder, noFiles, scripted } from "./fixtures.ts";

const hop = await startHop(scripted(listens), { folder: newFolder(), next: 1, files: noFiles });
console.log(`port ${hop.port} group ${hop.process.pid}`);
if (process.argv[2] === "throw") throw new TypeError("on purpose");
setInterval(() => undefined, 1000);
