/**
 * Does a second client get what the first one's stream was?
 *
 * @module
 */
import { type Connection, OpeningError } from "../../../../reference/http2/index.ts";
import { data } from "../../h2/index.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { cancelStream, collectReply, type RawRequest, sendRequest } from "../testbed/raw-request.ts";
import { cacheFields } from "../testbed/stub-handlers.ts";
import { type CheckResult, yesIf, hasPurpose, no, type PathCheck } from "./path-check.ts";
import { withTimeout } from "../../../common/waiting.ts";

const GROUP = "Caches";
const TIMEOUT_MS = 1200;
const PING_FRAME_OCTETS = 11;

type PongSource = "its own pong" | "the pong of another" | "no pong";

/** Sends a request, ends it behind the pong and sees whose pong that was. Only a reply that has come to its end is stored. */
async function requestPong(lab: PathHarness, request: RawRequest): Promise<PongSource> {
  const peer = await lab.connectRaw();
  const { stream, ping } = sendRequest(peer, request);
  const { octets, ended } = await collectReply(peer, stream, TIMEOUT_MS, (reply) => reply.octets.length >= PING_FRAME_OCTETS);
  peer.send(data(stream, new Uint8Array(0), { endStream: true }));
  if (ended === undefined) await collectReply(peer, stream, TIMEOUT_MS);
  if (octets.length < PING_FRAME_OCTETS) return "no pong";
  // Length, flags and Kind stand before the Data of a pong.
  return Buffer.from(octets.subarray(3, PING_FRAME_OCTETS)).equals(Buffer.from(ping.subarray(3))) ? "its own pong" : "the pong of another";
}

const withoutCacheControl = { "cache-control": null };

/** Two clients, one after the other, ask for the same target. */
async function requestTwice(lab: PathHarness, name: string, method: "GET" | "POST", fields: RawRequest["fields"] = {}): Promise<CheckResult> {
  const target = lab.newTarget(`stub/stored-${name}`);
  const first = await requestPong(lab, { target, method, fields: { ...withoutCacheControl, ...fields } });
  const second = await requestPong(lab, { target, method, fields: { ...withoutCacheControl, ...fields } });
  const requests = lab.origin.observedRequests(target).length;
  const seen = `first client: ${first}; second: ${second}; ${requests} request${requests === 1 ? "" : "s"} reached the origin`;
  return yesIf(second !== "the pong of another", seen);
}

function storedReplyCheck(name: string, method: "GET" | "POST"): PathCheck {
  return {
    id: `${method.toLowerCase()}-${name}`,
    group: GROUP,
    title: `${method}, origin says ${name}`,
    asks: `Two raw clients ask the same target by ${method}, one after the other; the reply is ${name === "none" ? "without cache fields" : `with ${name}`}. Yes: the second does not get the first one's pong.`,
    phase: "usual",
    needsOpen: false,
    appliesTo: hasPurpose("cache"),
    run: (lab) => requestTwice(lab, name, method),
  };
}

const requestDirectives: PathCheck = {
  id: "get-request-no-store",
  group: GROUP,
  title: "GET, clients say no-store",
  asks: "As GET with max-age, and both requests carry cache-control: no-cache, no-store. Yes: the second client does not get the first one's pong.",
  phase: "usual",
  needsOpen: false,
  appliesTo: hasPurpose("cache"),
  run: (lab) => requestTwice(lab, "max-age", "GET", { "cache-control": "no-cache, no-store" }),
};

/** A second client asks while the first one's stream still runs. */
function collapsedRequestCheck(method: "GET" | "POST"): PathCheck {
  return {
    id: `joined-${method.toLowerCase()}`,
    group: GROUP,
    title: `${method}, joined streams`,
    asks: `A second raw client asks the same target by ${method} while the first one's stream, with max-age, still runs. Yes: it does not get the first one's pong.`,
    phase: "usual",
    needsOpen: false,
    appliesTo: hasPurpose("cache"),
    run: async (lab) => {
      const target = lab.newTarget("stub/live-max-age");
      const peer = await lab.connectRaw();
      const { stream } = sendRequest(peer, { target, method, fields: withoutCacheControl });
      await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
      const second = await requestPong(lab, { target, method, fields: withoutCacheControl });
      cancelStream(peer, stream);
      return yesIf(second !== "the pong of another", `second client: ${second}; ${lab.origin.observedRequests(target).length} requests reached the origin`);
    },
  };
}

/** What our client says where a reply was replayed. */
const replayDetected: PathCheck = {
  id: "replay-detected",
  group: GROUP,
  title: "Our client and replies that may be stored",
  asks: "Our client opens the same target twice; the reply has max-age and ends behind the pong. Yes: each time it opens with its own pong, or fails with opening-pong.",
  phase: "usual",
  needsOpen: true,
  appliesTo: hasPurpose("cache"),
  run: async (lab) => {
    const target = lab.newTarget("stub/stored-max-age");
    const outcomes: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const client = await lab.connect(target).catch((error: unknown) => error);
      if (client instanceof OpeningError) outcomes.push(client.check);
      else if (client instanceof Error) return no(client.message);
      else {
        outcomes.push("open");
        await withTimeout((client as Connection).closed, TIMEOUT_MS);
      }
    }
    return yesIf(outcomes.every((each) => ["open", "opening-pong"].includes(each)), outcomes.join(", then "));
  },
};

/** The questions. */
export const cacheChecks: readonly PathCheck[] = [
  ...Object.keys(cacheFields).map((name) => storedReplyCheck(name, "POST")),
  ...Object.keys(cacheFields).map((name) => storedReplyCheck(name, "GET")),
  requestDirectives,
  collapsedRequestCheck("POST"),
  collapsedRequestCheck("GET"),
  replayDetected,
];
