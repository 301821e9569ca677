/**
 * The catalogue of checks of a path. `make intermediaries` runs all of them; `ws2 paths` runs those that need no test origin.
 *
 * @module
 */
import { cacheChecks } from "./caches.ts";
import { closingChecks } from "./closing.ts";
import { faultReportChecks } from "./fault-reports.ts";
import { fieldChecks } from "./fields.ts";
import { idleChecks } from "./idle.ts";
import { loadChecks } from "./load.ts";
import { messageChecks } from "./messages.ts";
import { openingChecks } from "./opening.ts";
import type { PathCheck } from "./path-check.ts";
import { refusalChecks } from "./refusals.ts";
import { streamEndChecks } from "./stream-ends.ts";

/** All checks, in the order of a run; the first one opens a connection. */
export const pathChecks: readonly PathCheck[] = [
  ...openingChecks,
  ...messageChecks,
  ...closingChecks,
  ...faultReportChecks,
  ...streamEndChecks,
  ...refusalChecks,
  ...fieldChecks,
  ...cacheChecks,
  ...idleChecks,
  ...loadChecks,
];
