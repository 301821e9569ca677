/**
 * Checks of caches: whether a second client gets the reply of the first one.
 *
 * @module
 */
import { OpeningError } from "../../../../reference/http2/index.ts";
import { withTimeout } from "../../../common/waiting.ts";
import type { FieldChanges } from "../../h2/change-fields.ts";
import { hasPong, PING_FRAME_OCTETS, type RawRequest } from "../path-ends/raw-exchange.ts";
import type { PathHarness } from "../testbed/path-harness.ts";
import { cacheFields } from "../testbed/stub-handlers.ts";
import { type CheckResult, hasPurpose, no, type PathCheck, yesIf } from "./path-check.ts";

const GROUP = "Caches";
const TIMEOUT_MS = 1200;
/** Length, flags and Kind precede the Data of a pong. */
const DATA_OFFSET = 3;

type CachedMethod = "GET" | "POST";
type PongSource = "its own pong" | "the pong of another" | "no pong";

const OTHER_PONG: PongSource = "the pong of another";

/** Sends a request, ends it behind the pong and returns the request that the pong answers. A cache stores only a reply that has ended. */
async function requestPong(harness: PathHarness, request: RawRequest): Promise<PongSource> {
  const exchange = await harness.openRaw(request);
  const reply = await exchange.collect(TIMEOUT_MS, hasPong);
  exchange.endStream();
  if (reply.ended === undefined) await exchange.collect(TIMEOUT_MS);
  if (!hasPong(reply)) return "no pong";
  const data = Buffer.from(reply.octets.subarray(DATA_OFFSET, PING_FRAME_OCTETS));
  return data.equals(exchange.ping.subarray(DATA_OFFSET)) ? "its own pong" : OTHER_PONG;
}

/** A request that leaves the decision to the cache. */
const cacheableRequest = (target: string, method: CachedMethod, fields: FieldChanges = {}): RawRequest => ({
  target,
  fields: { ":method": method, "cache-control": null, ...fields },
});

async function requestTwice(harness: PathHarness, reply: string, method: CachedMethod, fields: FieldChanges = {}): Promise<CheckResult> {
  const target = harness.newTarget(`stub/stored-${reply}`);
  const first = await requestPong(harness, cacheableRequest(target, method, fields));
  const second = await requestPong(harness, cacheableRequest(target, method, fields));
  const requests = harness.origin.observedRequests(target).length;
  return yesIf(
    second !== OTHER_PONG,
    `first client: ${first}; second: ${second}; ${requests} request${requests === 1 ? "" : "s"} reached the origin`,
  );
}

type CacheCheckText = Pick<PathCheck, "id" | "title" | "description">;

function cacheCheck(text: CacheCheckText, run: (harness: PathHarness) => Promise<CheckResult>): PathCheck {
  return { ...text, group: GROUP, needs: "origin", needsOpen: false, appliesTo: hasPurpose("cache"), run };
}

function storedReplyCheck(reply: string, method: CachedMethod): PathCheck {
  const text = {
    id: `${method.toLowerCase()}-${reply}`,
    title: `${method}, origin says ${reply}`,
    description:
      `Two raw clients request the same target by ${method}, one after the other; ` +
      `the reply is ${reply === "none" ? "without cache fields" : `with ${reply}`}. Yes: the second does not get the first one's pong.`,
  };
  return cacheCheck(text, (harness) => requestTwice(harness, reply, method));
}

const requestDirectivesCheck = cacheCheck(
  {
    id: "get-request-no-store",
    title: "GET, clients say no-store",
    description:
      "As GET with max-age, and both requests carry cache-control: no-cache, no-store. Yes: the second client does not get the first one's pong.",
  },
  (harness) => requestTwice(harness, "max-age", "GET", { "cache-control": "no-cache, no-store" }),
);

function collapsedRequestCheck(method: CachedMethod): PathCheck {
  const text = {
    id: `joined-${method.toLowerCase()}`,
    title: `${method}, joined streams`,
    description: `A second raw client requests the same target by ${method} while the first one's stream, with max-age, is open. Yes: it does not get the first one's pong.`,
  };
  return cacheCheck(text, async (harness) => {
    const target = harness.newTarget("stub/live-max-age");
    const first = await harness.openRaw(cacheableRequest(target, method));
    await first.collect(TIMEOUT_MS, hasPong);
    const second = await requestPong(harness, cacheableRequest(target, method));
    first.cancel();
    return yesIf(
      second !== OTHER_PONG,
      `second client: ${second}; ${harness.origin.observedRequests(target).length} requests reached the origin`,
    );
  });
}

const replayDetectedCheck: PathCheck = {
  id: "replay-detected",
  group: GROUP,
  title: "Replays detected",
  description:
    "The client opens the same target twice; the reply has max-age and ends behind the pong. Yes: each time it opens with its own pong, or fails with opening-pong.",
  needs: "client",
  needsOpen: true,
  appliesTo: hasPurpose("cache"),
  run: async (path) => {
    const target = path.newTarget("stub/stored-max-age");
    const outcomes: string[] = [];
    for (let opening = 0; opening < 2; opening += 1) {
      try {
        const connection = await path.connect(target);
        outcomes.push("open");
        // A cache stores only a reply that has ended.
        await withTimeout(connection.closed, TIMEOUT_MS);
        connection.close();
      } catch (error) {
        if (!(error instanceof OpeningError)) return no((error as Error).message);
        outcomes.push(error.check);
      }
    }
    return yesIf(
      outcomes.every((each) => ["open", "opening-pong"].includes(each)),
      outcomes.join(", then "),
    );
  },
};

const replies = Object.keys(cacheFields);

/** The checks of caches. */
export const cacheChecks: readonly PathCheck[] = [
  ...replies.map((reply) => storedReplyCheck(reply, "POST")),
  ...replies.map((reply) => storedReplyCheck(reply, "GET")),
  requestDirectivesCheck,
  collapsedRequestCheck("POST"),
  collapsedRequestCheck("GET"),
  replayDetectedCheck,
];
