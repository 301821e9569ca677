/**
 * The opening handshake, of a server under test.
 *
 * @module
 */
import type { Case } from "../../case.ts";
import { acceptedCases } from "./accepted.ts";
import { firstCases } from "./first.ts";
import { originCases } from "./origins.ts";
import { refusedCases } from "./refused.ts";

/** The cases of this topic. */
export const serverOpeningCases: readonly Case[] = [...acceptedCases, ...refusedCases, ...firstCases, ...originCases];
