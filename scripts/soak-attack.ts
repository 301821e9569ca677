/**
 * A child process of `make soak ARGS="--only attacks"`: a server under attack, or the attacker.
 *
 * @module
 */
import { startRole } from "./soak/attacks/roles.ts";

await startRole(process.argv[2] ?? "");
