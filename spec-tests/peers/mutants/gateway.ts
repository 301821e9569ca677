/**
 * Mutants with faults of a server towards the users behind one HTTP/2 connection.
 */
import type { Mutant } from "./mutant.ts";

/** The mutants that treat the users of a gateway as one. */
export const gatewayMutants: readonly Mutant[] = [
  {
    role: "server",
    name: "no-limit-on-resets",
    does: "has no limit for reset openings",
    found: ["limits/openings-reset", "unimplemented"],
    mutation: { openings: 1e9 },
  },
  {
    role: "server",
    name: "calms-a-gateway",
    does: "sends GOAWAY with ENHANCE_YOUR_CALM while a stream is open",
    found: ["limits/openings-reset", "wrong-code"],
    mutation: { goaway: "ENHANCE_YOUR_CALM" },
  },
  {
    role: "server",
    name: "ends-open-streams",
    does: "ends the HTTP/2 connection with its GOAWAY",
    found: ["limits/openings-reset", "fail"],
    mutation: { endsWithGoaway: true },
  },
  {
    role: "server",
    name: "processes-behind-goaway",
    does: "processes streams behind its GOAWAY",
    found: ["limits/openings-reset", "fail"],
    mutation: { ignoresGoaway: true },
  },
];
