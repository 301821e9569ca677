/**
 * Cases about the opening handshake of a server.
 *
 * @module
 */
import type { ConformanceCase } from "../../conformance-case.ts";
import { acceptedCases } from "./accepted.ts";
import { firstFrameCases } from "./first-frame.ts";
import { originCases } from "./origins.ts";
import { refusedCases } from "./refused.ts";

/** The cases about the opening handshake of a server. */
export const serverOpeningCases: readonly ConformanceCase[] = [...acceptedCases, ...refusedCases, ...firstFrameCases, ...originCases];
