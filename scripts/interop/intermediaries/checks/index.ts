/**
 * All questions, in the order in which they are asked.
 *
 * @module
 */
import type { PathCheck } from "./path-check.ts";
import { cacheChecks } from "./caches.ts";
import { closingChecks } from "./closing.ts";
import { contentCodingChecks } from "./content-coding.ts";
import { confirmedOpeningCheck } from "./confirmed-opening.ts";
import { streamEndChecks } from "./stream-ends.ts";
import { faultReportChecks } from "./fault-reports.ts";
import { fieldChecks } from "./fields.ts";
import { idleChecks } from "./idle.ts";
import { loadChecks } from "./load.ts";
import { requestVariantChecks } from "./request-variants.ts";
import { openingCheck } from "./opening.ts";
import { roundTripCheck } from "./round-trip.ts";
import { promptDeliveryChecks } from "./prompt-delivery.ts";
import { refusalChecks } from "./refusals.ts";
import { openingWithoutPingCheck } from "./opening-without-ping.ts";
import { uploadCheck } from "./upload.ts";

/** The questions; whether a connection opens is the first. */
export const pathChecks: readonly PathCheck[] = [
  openingCheck,
  confirmedOpeningCheck,
  openingWithoutPingCheck,
  ...requestVariantChecks,
  ...promptDeliveryChecks,
  roundTripCheck,
  uploadCheck,
  ...closingChecks,
  ...faultReportChecks,
  ...streamEndChecks,
  ...refusalChecks,
  ...fieldChecks,
  ...contentCodingChecks,
  ...cacheChecks,
  ...idleChecks,
  ...loadChecks,
];
