/**
 * All mutants.
 */
import { gatewayMutants } from "./gateway.ts";
import { httpMutants } from "./http.ts";
import type { Mutant } from "./mutant.ts";
import { octetMutants } from "./octets.ts";
import { resetMutants } from "./resets.ts";

export type { Mutant };

/** All mutants. */
export const mutants: readonly Mutant[] = [...octetMutants, ...httpMutants, ...resetMutants, ...gatewayMutants];
