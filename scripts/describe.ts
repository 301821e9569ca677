/**
 * Writes the model of the protocol as JSON: `node build/scripts/describe.js [build/model.json]`.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import { writeFileWhole } from "./files.ts";

writeFileWhole(process.argv[2] ?? "build/model.json", `${JSON.stringify(websocket2, undefined, 1)}\n`);
