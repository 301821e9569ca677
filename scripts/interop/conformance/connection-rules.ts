/**
 * Rules for every connection: each case checks them at its end.
 *
 * @module
 */
import { fail, nonStrict } from "./case-failure.ts";
import { type StreamEvent, streamEventText } from "./stream-event.ts";
import type { TestConnection } from "./test-connection.ts";

const CONTENT_EVENTS: readonly StreamEvent["type"][] = ["message", "ping", "pong", "error", "fault"];

const isContent = ({ type }: StreamEvent): boolean => CONTENT_EVENTS.includes(type);

/** Returns the first event with content after the first event of a type. */
function contentAfter(events: readonly StreamEvent[], type: StreamEvent["type"]): StreamEvent | undefined {
  const index = events.findIndex((event) => event.type === type);
  return index < 0 ? undefined : events.slice(index + 1).find(isContent);
}

/** no frame is malformed. */
function framesAreWellFormed({ events }: TestConnection): void {
  const fault = events.find(({ type }) => type === "fault");
  if (fault !== undefined) fail(`expected well-formed frames (R-059), found ${streamEventText(fault)}`);
}

/** no octet follows the peer's error frame. */
function errorFrameIsLast({ events }: TestConnection): void {
  const later = contentAfter(events, "error");
  if (later !== undefined) fail(`expected no octet after the error frame (R-094), found ${streamEventText(later)}`);
}

/** RFC 9113, Section 5.1: no content follows END_STREAM. */
function endStreamIsLast({ events }: TestConnection): void {
  const later = contentAfter(events, "end");
  if (later !== undefined) fail(`expected no content after END_STREAM, found ${streamEventText(later)}`);
}

/** a server sends END_STREAM after the client, unless the client ended without an error frame. */
function serverEndsLast({ events, options, awaitsTimeout }: TestConnection): void {
  if (options.peerRole === "client" || awaitsTimeout) return;
  if (events.some((event) => event.type === "end" && event.early)) {
    fail("expected no END_STREAM of the server before that of the client (R-092)");
  }
}

/** no reset follows an error frame. */
function closingIsNotReset({ events, awaitsTimeout, resetSent }: TestConnection): void {
  const index = events.findIndex(({ type }) => type === "reset");
  const reset = events[index];
  if (reset === undefined || awaitsTimeout || resetSent) return;
  if (events.slice(0, index).some(({ type }) => type === "error")) {
    fail(`expected no RST_STREAM after an error frame (R-173), found ${streamEventText(reset)}`);
  }
}

/** a sender should send no DATA frame that is empty and does not end the stream. */
function dataHasOctets({ emptyDataFrames }: TestConnection): void {
  if (emptyDataFrames > 0) nonStrict(`expected no empty DATA frames without END_STREAM (R-190), found ${emptyDataFrames}`);
}

const rules = [framesAreWellFormed, errorFrameIsLast, endStreamIsLast, serverEndsLast, closingIsNotReset, dataHasOctets];

/** Checks a connection against all rules. @throws {@link CaseFailure} */
export function checkConnectionRules(connection: TestConnection): void {
  for (const rule of rules) rule(connection);
}
