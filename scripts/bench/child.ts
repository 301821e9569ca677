/**
 * A server in a process of its own: the program that it runs, told its subject by the first argument.
 *
 * @module
 */
import { memory } from "../soak/memory.ts";
import { SECURE } from "./secure.ts";
import type { ServedName } from "./served.ts";
import { SUBJECTS } from "./subjects.ts";

const subject = { ...SUBJECTS, ...SECURE }[process.argv[2] as ServedName];
const port = await subject.serve();
process.on("message", () => void memory().then((found) => process.send?.(found)));
process.on("disconnect", () => process.exit());
process.send?.(port);
