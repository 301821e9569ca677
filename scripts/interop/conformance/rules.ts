/**
 * Rules that hold for a connection whatever a case is about; every case checks them at its end.
 *
 * @module
 */
import { fail } from "./finding.ts";
import { type Item, itemText } from "./item.ts";
import type { Link } from "./link.ts";

const isContent = ({ is }: Item): boolean => is === "message" || is === "ping" || is === "pong" || is === "error" || is === "fault";

/** no frame is malformed. */
function wellFormed({ log }: Link): void {
  const fault = log.find(({ is }) => is === "fault");
  if (fault !== undefined) fail(`expected well-formed frames (R-059), found ${itemText(fault)}`);
}

/** behind the own error frame no octet is sent. */
function silentBehindError({ log }: Link): void {
  const error = log.findIndex(({ is }) => is === "error");
  const after = error < 0 ? undefined : log.slice(error + 1).find(isContent);
  if (after !== undefined) fail(`expected no octet behind the error frame (R-094), found ${itemText(after)}`);
}

/** Content behind END_STREAM breaks HTTP/2. */
function silentBehindEnd({ log }: Link): void {
  const end = log.findIndex(({ is }) => is === "end");
  const after = end < 0 ? undefined : log.slice(end + 1).find(isContent);
  if (after !== undefined) fail(`expected nothing behind END_STREAM, found ${itemText(after)}`);
}

/** a server ends last, unless the client ended without an error frame. */
function serverEndsLast(link: Link): void {
  const { log, options, waitsForTimeout } = link;
  if (options.peer === "client" || waitsForTimeout) return;
  if (log.some((item) => item.is === "end" && item.early)) fail("expected no END_STREAM of the server before that of the client (R-092)");
}

/** nobody resets while the closing is under way. */
function noReset({ log, waitsForTimeout, wasReset }: Link): void {
  const at = log.findIndex(({ is }) => is === "reset");
  if (at < 0 || waitsForTimeout || wasReset) return;
  if (log.slice(0, at).some(({ is }) => is === "error")) fail(`expected no RST_STREAM behind an error frame (R-104), found ${itemText(log[at] as Item)}`);
}

/** Holds what a peer did on a connection against the rules. @throws Finding */
export function checkRules(link: Link): void {
  for (const rule of [wellFormed, silentBehindError, silentBehindEnd, serverEndsLast, noReset]) rule(link);
}
