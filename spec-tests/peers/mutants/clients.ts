/**
 * Clients that are wrong in one way each, and the case that finds it.
 */
import { encodeFrame } from "../../../reference/wire/index.ts";
import { changed } from "../../../scripts/interop/conformance/fields.ts";
import { rewriting } from "./rewrite.ts";
import type { Mutant } from "./servers.ts";

const drop = new Uint8Array(0);

/** All of them. */
export const clientMutants: readonly Mutant[] = [
  { name: "GET as its method", found: "opening/request", mutation: { headers: (all) => changed(all, { ":method": "GET" }) } },
  { name: "no accept-encoding", found: "opening/request", mutation: { headers: (all) => changed(all, { "accept-encoding": null }) } },
  { name: "content-length", found: "opening/request", mutation: { headers: (all) => changed(all, { "content-length": "1000000" }) } },
  { name: "no second ping", found: "opening/second-ping", mutation: { out: rewriting(() => (frame, index) => (index === 1 && frame.type === "ping" ? drop : undefined)) } },
  { name: "the same Data in both pings", found: "opening/second-ping", mutation: { random: (octets) => new Uint8Array(octets).fill(7) } },
  { name: "END_STREAM before its cancel", found: "opening/wrong-pong", mutation: { reset: (code, stream, send) => { stream.end(); send(code); } } },
  { name: "no cancel", found: "opening/wrong-pong", mutation: { reset: () => undefined } },
  { name: "no END_STREAM behind its CLOS", found: "closing/client-ends-at-once", mutation: { end: () => undefined } },
  { name: "CLOS without the Status that it received", found: "closing/status-1000", mutation: { out: rewriting(() => (frame) => (frame.type === "error" ? encodeFrame({ type: "error", code: "CLOS" }) : undefined)) } },
  { name: "a second try after a reset", found: "opening/no-retry-after-reset", mutation: { retries: true } },
];
