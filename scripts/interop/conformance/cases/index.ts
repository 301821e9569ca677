/**
 * All conformance cases.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { SuiteFile } from "../../vectors/read-suites.ts";
import type { ConformanceCase, PeerRole } from "../conformance-case.ts";
import { closingCases } from "./closing.ts";
import { compressionCases } from "./compression.ts";
import { faultCases } from "./faults.ts";
import { flowCases, manyCases } from "./flow-control.ts";
import { frameCases } from "./frames.ts";
import { limitCases } from "./limits.ts";
import { messageLimitCases } from "./message-limit.ts";
import { clientOpeningCases } from "./opening-client.ts";
import { serverOpeningCases } from "./opening-server/index.ts";
import { pingCases } from "./pings.ts";
import { repeatCases } from "./repeats.ts";
import { resetCases } from "./resets.ts";
import { vectorCases } from "./vectors.ts";

/** The cases that are not made of vectors. */
export const writtenCases: readonly ConformanceCase[] = [
  ...serverOpeningCases,
  ...clientOpeningCases,
  ...repeatCases,
  ...frameCases,
  ...pingCases,
  ...closingCases,
  ...resetCases,
  ...faultCases,
  ...limitCases,
  ...messageLimitCases,
  ...flowCases,
  ...compressionCases,
  ...manyCases,
];

/**
 * Returns the cases for peers of a role.
 *
 * @param files - the vectors; each suitable vector is a case as well
 */
export function casesFor(role: PeerRole, files: readonly SuiteFile[]): ConformanceCase[] {
  return [...writtenCases, ...vectorCases(files, limit.value("message"))].filter((each) => each.role === "both" || each.role === role);
}
