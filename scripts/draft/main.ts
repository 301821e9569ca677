/**
 * Builds a draft: `node build/tools/draft.js path/to/x.md [-o DIRECTORY] [--render] [--pdf]`, or without the bundle
 * `node build/scripts/draft/main.js`.
 *
 * The directory is `build/x` by default. `--render` also runs xml2rfc for text and HTML, `--pdf` for PDF too.
 *
 * @module
 */
import { setFlagsFromString } from "node:v8";
import { enableCompileCache } from "../common/compile-cache.ts";
import { mapStack } from "../common/source-stack.ts";

enableCompileCache();
process.once("uncaughtExceptionMonitor", mapStack);
// One build is too short to profit from optimised code: without it, the processor time falls by a quarter to a third.
setFlagsFromString("--no-opt");
await (await import("./command.ts")).runDraftProgram();
