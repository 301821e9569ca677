/**
 * Rules by which a client repeats a handshake that opened no connection (Section "Repeating a Handshake").
 *
 * @module
 */
import { constants } from "node:http2";

import type { OpeningFailure } from "../../connection/index.ts";
import type { ClientCheck, HandshakeOutcome } from "../../schema/headers/index.ts";
import type { OpeningError } from "../api/errors.ts";

/** Reason to repeat a handshake; each counts once for a call of `connect`, a redirection as often as the bound in all allows. */
export type RepeatReason = "not-processed" | "misdirected" | "credentials" | "too-early" | "version" | "overloaded" | "redirect";

/** The most repetitions for one call of `connect`, over all reasons. */
export const MAX_REPEATS = 5;

/** Failed opening with the field lines of its response; the list is empty without a response. */
export type FailedOpening = Pick<OpeningError, "failure" | "fields">;

/** Condition of a rule: all its members hold. */
interface RepeatRule {
  readonly reason: RepeatReason;
  /** Error code of the RST_STREAM before any response; one that stands for a GOAWAY that leaves the stream out counts too. */
  readonly reset?: number;
  /** Statuses of the response (RFC 9110, Section 15). */
  readonly statuses?: readonly number[];
  /** Token of the response. */
  readonly token?: HandshakeOutcome;
  /** Whether the response must have `websocket2-error`, so that the server itself refused. */
  readonly refused?: boolean;
}

/** In order: the first rule that holds gives the reason. No other failure is repeated. */
const repeatRules: readonly RepeatRule[] = [
  { reason: "not-processed", reset: constants.NGHTTP2_REFUSED_STREAM },
  { reason: "version", token: "invalid_version" },
  { reason: "misdirected", statuses: [421] },
  { reason: "credentials", statuses: [401, 407] },
  { reason: "too-early", statuses: [425] },
  { reason: "overloaded", statuses: [429, 503], refused: true },
  { reason: "redirect", statuses: [307, 308] },
];

/** Checks that fail because of a final response that accepts nothing: with `websocket2-error`, and without. */
const REFUSAL_CHECKS: readonly ClientCheck[] = ["refused", "status"];

/** Returns whether the response shows that no server accepted the handshake. */
function isRefusal({ check, status, token }: OpeningFailure): boolean {
  return REFUSAL_CHECKS.includes(check) && status !== undefined && token !== "okay";
}

function holds({ reset, statuses, token, refused }: RepeatRule, { failure, fields }: FailedOpening): boolean {
  if (reset !== undefined) return failure.check === "aborted" && failure.reset === reset && fields.length === 0;
  if (!isRefusal(failure)) return false;
  if (token !== undefined && failure.token !== token) return false;
  if (refused === true && failure.token === undefined) return false;
  return statuses === undefined || statuses.includes(Number(failure.status));
}

/** Returns the reason for which a failed opening may be repeated; `undefined` if the server may have accepted it. */
export function repeatReasonOf(failed: FailedOpening): RepeatReason | undefined {
  return repeatRules.find((rule) => holds(rule, failed))?.reason;
}
