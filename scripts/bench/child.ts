/**
 * The program of a server process. Its first argument names the subject.
 *
 * @module
 */
import { measureMemory } from "../soak/memory-usage.ts";
import { TLS_SUBJECTS } from "./tls-subjects.ts";
import type { ServerName } from "./server-process.ts";
import { SUBJECTS } from "./subjects.ts";

const subject = { ...SUBJECTS, ...TLS_SUBJECTS }[process.argv[2] as ServerName];
const port = await subject.serve();
process.on("message", () => void measureMemory().then((found) => process.send?.(found)));
process.on("disconnect", () => process.exit());
process.send?.(port);
