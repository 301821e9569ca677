/**
 * Rules that hold for a connection whatever a case is about; every case checks them at its end.
 *
 * @module
 */
import { fail } from "./case-failure.ts";
import { type StreamEvent, streamEventText } from "./stream-event.ts";
import type { TestConnection } from "./test-connection.ts";

const isContent = ({ is }: StreamEvent): boolean => is === "message" || is === "ping" || is === "pong" || is === "error" || is === "fault";

/** no frame is malformed. */
function wellFormed({ events: log }: TestConnection): void {
  const fault = log.find(({ is }) => is === "fault");
  if (fault !== undefined) fail(`expected well-formed frames (R-059), found ${streamEventText(fault)}`);
}

/** behind the own error frame no octet is sent. */
function silentBehindError({ events: log }: TestConnection): void {
  const error = log.findIndex(({ is }) => is === "error");
  const after = error < 0 ? undefined : log.slice(error + 1).find(isContent);
  if (after !== undefined) fail(`expected no octet behind the error frame (R-094), found ${streamEventText(after)}`);
}

/** Content behind END_STREAM breaks HTTP/2. */
function silentBehindEnd({ events: log }: TestConnection): void {
  const end = log.findIndex(({ is }) => is === "end");
  const after = end < 0 ? undefined : log.slice(end + 1).find(isContent);
  if (after !== undefined) fail(`expected nothing behind END_STREAM, found ${streamEventText(after)}`);
}

/** a server ends last, unless the client ended without an error frame. */
function serverEndsLast(link: TestConnection): void {
  const { events: log, options, waitsForTimeout } = link;
  if (options.peerRole === "client" || waitsForTimeout) return;
  if (log.some((item) => item.is === "end" && item.early)) fail("expected no END_STREAM of the server before that of the client (R-092)");
}

/** nobody resets while the closing is under way. */
function noReset({ events: log, waitsForTimeout, wasReset }: TestConnection): void {
  const at = log.findIndex(({ is }) => is === "reset");
  if (at < 0 || waitsForTimeout || wasReset) return;
  if (log.slice(0, at).some(({ is }) => is === "error")) fail(`expected no RST_STREAM behind an error frame (R-104), found ${streamEventText(log[at] as StreamEvent)}`);
}

/** Holds what a peer did on a connection against the rules. @throws Finding */
export function checkConnectionRules(link: TestConnection): void {
  for (const rule of [wellFormed, silentBehindError, silentBehindEnd, serverEndsLast, noReset]) rule(link);
}
