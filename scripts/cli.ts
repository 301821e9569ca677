#!/usr/bin/env node
/**
 * The `ws2` command.
 *
 * @module
 */
import { enableCompileCache } from "./common/compile-cache.ts";
import { mapStack } from "./common/source-stack.ts";

enableCompileCache();
// Source maps are read for a crash only: to enable them in Node.js costs time at each start.
process.once("uncaughtExceptionMonitor", mapStack);
await import("./cli/process.ts");
