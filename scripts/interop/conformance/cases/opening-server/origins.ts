/**
 * Cases about origins that a server is not configured to allow.
 *
 * @module
 */
import { fieldValue } from "../../../h2/change-fields.ts";
import { fieldName } from "../../../handshake-fields.ts";
import { fail } from "../../case-failure.ts";
import type { ConformanceCase, ServerHarness } from "../../conformance-case.ts";
import { checkRefusal, noContent, sendHandshake } from "./reply.ts";

/** An origin that no server allows. */
const FOREIGN_ORIGIN = "https://conformance.invalid";

async function deniesPreflight(harness: ServerHarness): Promise<void> {
  const changes = { ":method": "OPTIONS", "content-type": null, [fieldName.version]: null };
  const request = harness.requestFields(changes, [
    ["origin", FOREIGN_ORIGIN],
    ["access-control-request-method", "POST"],
  ]);
  const { fields } = await sendHandshake(harness, request);
  const allowed = fieldValue(fields, "access-control-allow-origin");
  if (allowed === "*" || allowed === FOREIGN_ORIGIN) {
    fail(`expected no access-control-allow-origin for ${FOREIGN_ORIGIN}, found ${allowed}`);
  }
}

async function refusesOrigins(harness: ServerHarness): Promise<void> {
  const own = `https://${fieldValue(harness.requestFields(), ":authority") ?? ""}`;
  for (const origin of [FOREIGN_ORIGIN, own]) {
    await checkRefusal(harness, await sendHandshake(harness, harness.requestFields({}, [["origin", origin]]), noContent), "origin");
  }
}

/** The cases about origins. */
export const originCases: readonly ConformanceCase[] = [
  {
    id: "opening/preflight",
    summary: "Denies a CORS preflight of an origin that is not configured.",
    requirements: ["R-022"],
    role: "server",
    run: deniesPreflight,
  },
  {
    id: "opening/foreign-origin",
    summary: "Refuses an origin that is not configured.",
    requirements: ["R-025"],
    role: "server",
    run: refusesOrigins,
  },
];
