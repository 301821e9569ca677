/**
 * Does a second client get what the first one's stream was?
 *
 * @module
 */
import { type Connection, OpeningError } from "../../../../reference/http2/index.ts";
import { data } from "../../h2/index.ts";
import type { Lab } from "../lab/lab.ts";
import { cancel, collect, type RawRequest, sendRequest } from "../lab/raw.ts";
import { cacheFields } from "../lab/stubs.ts";
import { type Answer, answer, hasPurpose, no, type Question } from "../question.ts";
import { within } from "../waiting.ts";

const GROUP = "Caches";
const WAIT = 1200;
const PING = 11;

type Outcome = "its own pong" | "the pong of another" | "no pong";

/** Sends a request, ends it behind the pong and sees whose pong that was. Only a reply that has come to its end is stored. */
async function ask(lab: Lab, request: RawRequest): Promise<Outcome> {
  const peer = await lab.peer();
  const { stream, ping } = sendRequest(peer, request);
  const { octets, ended } = await collect(peer, stream, WAIT, (reply) => reply.octets.length >= PING);
  peer.send(data(stream, new Uint8Array(0), { endStream: true }));
  if (ended === undefined) await collect(peer, stream, WAIT);
  if (octets.length < PING) return "no pong";
  // Length, flags and Kind stand before the Data of a pong.
  return Buffer.from(octets.subarray(3, PING)).equals(Buffer.from(ping.subarray(3))) ? "its own pong" : "the pong of another";
}

const plain = { "cache-control": undefined };

/** Two clients, one after the other, ask for the same target. */
async function twice(lab: Lab, name: string, method: "GET" | "POST", fields: RawRequest["fields"] = {}): Promise<Answer> {
  const target = lab.target(`stub/stored-${name}`);
  const first = await ask(lab, { target, method, fields: { ...plain, ...fields } });
  const second = await ask(lab, { target, method, fields: { ...plain, ...fields } });
  const requests = lab.origin.seen(target).length;
  const seen = `first client: ${first}; second: ${second}; ${requests} request${requests === 1 ? "" : "s"} reached the origin`;
  return answer(second !== "the pong of another", seen);
}

function stored(name: string, method: "GET" | "POST"): Question {
  return {
    id: `${method.toLowerCase()}-${name}`,
    group: GROUP,
    title: `${method}, origin says ${name}`,
    asks: `Two raw clients ask the same target by ${method}, one after the other; the reply is ${name === "none" ? "without cache fields" : `with ${name}`}. Yes: the second does not get the first one's pong.`,
    phase: "usual",
    needsOpen: false,
    of: hasPurpose("cache"),
    ask: (lab) => twice(lab, name, method),
  };
}

const requestDirectives: Question = {
  id: "get-request-no-store",
  group: GROUP,
  title: "GET, clients say no-store",
  asks: "As GET with max-age, and both requests carry cache-control: no-cache, no-store. Yes: the second client does not get the first one's pong.",
  phase: "usual",
  needsOpen: false,
  of: hasPurpose("cache"),
  ask: (lab) => twice(lab, "max-age", "GET", { "cache-control": "no-cache, no-store" }),
};

/** A second client asks while the first one's stream still runs. */
function joined(method: "GET" | "POST"): Question {
  return {
    id: `joined-${method.toLowerCase()}`,
    group: GROUP,
    title: `${method}, joined streams`,
    asks: `A second raw client asks the same target by ${method} while the first one's stream, with max-age, still runs. Yes: it does not get the first one's pong.`,
    phase: "usual",
    needsOpen: false,
    of: hasPurpose("cache"),
    ask: async (lab) => {
      const target = lab.target("stub/live-max-age");
      const peer = await lab.peer();
      const { stream } = sendRequest(peer, { target, method, fields: plain });
      await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
      const second = await ask(lab, { target, method, fields: plain });
      cancel(peer, stream);
      return answer(second !== "the pong of another", `second client: ${second}; ${lab.origin.seen(target).length} requests reached the origin`);
    },
  };
}

/** What our client says where a reply was replayed. */
const detected: Question = {
  id: "replay-detected",
  group: GROUP,
  title: "Our client and replies that may be stored",
  asks: "Our client opens the same target twice; the reply has max-age and ends behind the pong. Yes: each time it opens with its own pong, or fails with opening-pong.",
  phase: "usual",
  needsOpen: true,
  of: hasPurpose("cache"),
  ask: async (lab) => {
    const target = lab.target("stub/stored-max-age");
    const outcomes: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const client = await lab.connect(target).catch((error: unknown) => error);
      if (client instanceof OpeningError) outcomes.push(client.check);
      else if (client instanceof Error) return no(client.message);
      else {
        outcomes.push("open");
        await within((client as Connection).closed, WAIT);
      }
    }
    return answer(outcomes.every((each) => ["open", "opening-pong"].includes(each)), outcomes.join(", then "));
  },
};

/** The questions. */
export const caches: readonly Question[] = [
  ...Object.keys(cacheFields).map((name) => stored(name, "POST")),
  ...Object.keys(cacheFields).map((name) => stored(name, "GET")),
  requestDirectives,
  joined("POST"),
  joined("GET"),
  detected,
];
