/**
 * How does a request fare that differs from ours in one point?
 *
 * @module
 */
import type { PathHarness } from "../testbed/path-harness.ts";
import { cancelStream, collectReply, type RawRequest, sendRequest } from "../testbed/raw-request.ts";
import { type CheckResult, no, type PathCheck, yes } from "./path-check.ts";

const TIMEOUT_MS = 1500;

/** Whether what a raw client sends first and later comes back. */
async function expectPingBack(lab: PathHarness, request: Partial<RawRequest>): Promise<CheckResult> {
  const peer = await lab.connectRaw();
  const begin = performance.now();
  const target = lab.newTarget("stub/echo");
  const { stream, ping } = sendRequest(peer, { target, ...request });
  const reply = await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= ping.length);
  const ms = performance.now() - begin;
  cancelStream(peer, stream);
  if (Buffer.from(reply.octets).equals(ping)) return yes(`answered with ${reply.status}`, ms);
  const end = reply.ended === undefined ? "" : `, then ${reply.ended} ${reply.code ?? ""}`;
  return no(reply.status === undefined ? `no response${end}, ${lab.origin.observedRequests(target).length === 0 ? "the origin saw nothing" : "though the origin answered"}` : `status ${reply.status}${end}`, ms);
}

function requestVariant(id: string, title: string, asks: string, request: Partial<RawRequest>): PathCheck {
  return {
    id,
    group: "Opening",
    title,
    asks: `A raw client sends ${asks} with a ping to an origin that sends back what it gets. Yes: the ping comes back within ${TIMEOUT_MS} ms.`,
    phase: "usual",
    needsOpen: false,
    run: (lab) => expectPingBack(lab, request),
  };
}

/** The questions. */
export const requestVariantChecks: readonly PathCheck[] = [
  requestVariant("post", "POST", "the request as our client sends it,", {}),
  requestVariant("get", "GET", "the same request with GET", { method: "GET" }),
  requestVariant("scheme-wss", "Scheme wss", "the same request with the scheme wss", { fields: { ":scheme": "wss" } }),
];
