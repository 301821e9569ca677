/**
 * Mutants with faults in resets, and in the end of a stream whose octets wait for window.
 */
import { reset } from "../../../scripts/interop/h2/index.ts";
import type { Mutant } from "./mutant.ts";

/** The mutants with faults in resets. */
export const resetMutants: readonly Mutant[] = [
  {
    name: "no-error-ignored",
    role: "server",
    does: "ignores RST_STREAM(NO_ERROR)",
    found: ["resets/behind-clos", "fail"],
    mutation: { ignoresNoError: true },
  },
  {
    name: "waits-without-window",
    role: "server",
    does: "does not cancel while octets wait for window",
    found: ["resets/without-window", "fail"],
    mutation: { reset: () => undefined },
  },
  {
    name: "cancels-with-refused-stream",
    role: "client",
    does: "cancels with REFUSED_STREAM",
    found: ["opening/wrong-pong", "fail"],
    mutation: { reset: (_, stream) => stream.peer.send(reset(stream.id, "REFUSED_STREAM")) },
  },
  {
    name: "cancels-with-internal-error",
    role: "client",
    does: "cancels with INTERNAL_ERROR",
    found: ["opening/wrong-pong", "non-strict"],
    mutation: { reset: (_, stream) => stream.peer.send(reset(stream.id, "INTERNAL_ERROR")) },
  },
  {
    name: "no-error-ignored",
    role: "client",
    does: "ignores RST_STREAM(NO_ERROR)",
    found: ["resets/behind-fault", "fail"],
    mutation: { ignoresNoError: true },
  },
];
