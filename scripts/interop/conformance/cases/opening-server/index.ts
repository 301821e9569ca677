/**
 * The opening handshake, of a server under test.
 *
 * @module
 */
import type { ConformanceCase } from "../../conformance-case.ts";
import { acceptedCases } from "./accepted.ts";
import { firstCases } from "./first-frame.ts";
import { originCases } from "./origins.ts";
import { refusedCases } from "./refused.ts";

/** The cases of this topic. */
export const serverOpeningCases: readonly ConformanceCase[] = [...acceptedCases, ...refusedCases, ...firstCases, ...originCases];
