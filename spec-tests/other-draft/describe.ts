/**
 * Writes the model of the Sensor Telegram protocol as JSON:
 * `npx tsx spec-tests/other-draft/describe.ts [build/other-draft/model.json]`.
 *
 * @module
 */
import { writeFileAtomic } from "../../scripts/common/files.ts";
import { sensorTelegram } from "./telegram.ts";

writeFileAtomic(process.argv[2] ?? "build/other-draft/model.json", `${JSON.stringify(sensorTelegram, undefined, 1)}\n`);
