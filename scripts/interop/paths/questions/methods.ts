/**
 * How does a request fare that differs from ours in one point?
 *
 * @module
 */
import type { Lab } from "../lab/lab.ts";
import { cancel, collect, type RawRequest, sendRequest } from "../lab/raw.ts";
import { type Answer, no, type Question, yes } from "../question.ts";

const WAIT = 1500;

/** Whether what a raw client sends first and later comes back. */
async function echoed(lab: Lab, request: Partial<RawRequest>): Promise<Answer> {
  const peer = await lab.peer();
  const begin = performance.now();
  const target = lab.target("stub/echo");
  const { stream, ping } = sendRequest(peer, { target, ...request });
  const reply = await collect(peer, stream, WAIT, ({ octets }) => octets.length >= ping.length);
  const ms = performance.now() - begin;
  cancel(peer, stream);
  if (Buffer.from(reply.octets).equals(ping)) return yes(`answered with ${reply.status}`, ms);
  const end = reply.ended === undefined ? "" : `, then ${reply.ended} ${reply.code ?? ""}`;
  return no(reply.status === undefined ? `no response${end}, ${lab.origin.seen(target).length === 0 ? "the origin saw nothing" : "though the origin answered"}` : `status ${reply.status}${end}`, ms);
}

function variant(id: string, title: string, asks: string, request: Partial<RawRequest>): Question {
  return {
    id,
    group: "Opening",
    title,
    asks: `A raw client sends ${asks} with a ping to an origin that sends back what it gets. Yes: the ping comes back within ${WAIT} ms.`,
    phase: "usual",
    needsOpen: false,
    ask: (lab) => echoed(lab, request),
  };
}

/** The questions. */
export const methods: readonly Question[] = [
  variant("post", "POST", "the request as our client sends it,", {}),
  variant("get", "GET", "the same request with GET", { method: "GET" }),
  variant("scheme-wss", "Scheme wss", "the same request with the scheme wss", { fields: { ":scheme": "wss" } }),
];
