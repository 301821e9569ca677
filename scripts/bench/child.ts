/**
 * A server in a process of its own: the program that it runs, told its subject by the first argument.
 *
 * @module
 */
import { memory } from "../soak/memory.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";

const port = await SUBJECTS[process.argv[2] as SubjectName].serve();
process.on("message", () => void memory().then(({ used }) => process.send?.(used)));
process.on("disconnect", () => process.exit());
process.send?.(port);
