/**
 * What is asked of an adapter for one case: each trial is one request and the verdict on its reply.
 *
 * @module
 */
import type { Group } from "../files/read.ts";
import { octetsOf, hexOf } from "../format/octets.ts";
import type { Reply, RunRequest } from "../protocol.ts";
import type { Case } from "../select.ts";
import { inputOctets, type Way, waysOf } from "./feeds.ts";
import { sessionInputs, type SessionStep, sessionVerdict } from "./session.ts";
import { brief, decodeVerdict, expectSame, pass, type Verdict } from "./verdict.ts";

/** One request and what its reply is worth. */
export interface Trial {
  /** What a report calls it. */
  readonly name: string;
  readonly request: Omit<RunRequest, "cmd" | "seq" | "id">;
  readonly judge: (reply: Reply) => Verdict;
  /** A trial that follows from the reply, where this one passed. */
  readonly next?: (reply: Reply) => Trial;
}

/** The trials of a case. */
export interface Trials {
  readonly trials: readonly Trial[];
  /** Whether some splits were left out, since the case is large. */
  readonly sampled: boolean;
}

type GroupOf<O extends Group["op"]> = Extract<Group, { op: O }>;
type CaseOf<O extends Group["op"]> = GroupOf<O>["cases"][number];

/** The operations that receive octets, in whatever cut. */
type Receiving = "decode" | "decompress";

function decoding(group: GroupOf<Receiving>, each: CaseOf<Receiving>, way: Way, frames: readonly unknown[]): Trial {
  const input = way.steps === undefined ? { wire: way.wire ?? "" } : { steps: way.steps };
  return {
    name: way.name,
    request: { op: group.op, config: group.config, ...input },
    judge: (reply) =>
      decodeVerdict(expectation(each), reply, () => {
        if (each.result === "acceptable" && reply.error !== undefined) return pass;
        const whole = expectSame("frames", reply.frames ?? [], frames);
        if (whole.outcome !== "pass" || way.emitted === undefined || reply.emitted === undefined) return whole;
        return expectSame("frames by feed", reply.emitted, way.emitted);
      }),
  };
}

function expectation(each: { result: Verdictable; errors?: readonly unknown[] }) {
  return { result: each.result, errors: each.errors as readonly string[] | undefined };
}

type Verdictable = "valid" | "invalid" | "incomplete" | "acceptable";

/** The frames that a case expects, from its steps or as they stand. */
export function expectedFrames(each: CaseOf<Receiving>): readonly unknown[] {
  return each.frames ?? (each.steps ?? []).flatMap((step) => step.emit ?? []);
}

function skippedOr(reply: Reply, judge: () => Verdict): Verdict {
  if (reply.skipped !== undefined) return { outcome: "skipped", why: reply.skipped };
  if (reply.error !== undefined) return { outcome: "fail", why: `expected no error, found ${reply.error}` };
  return judge();
}

function encoding(config: unknown, frames: readonly unknown[], wire: string): Trial {
  return {
    name: "encoded",
    request: { op: "encode", config, frames },
    judge: (reply) => skippedOr(reply, () => expectSame("wire", reply.wire, wire)),
  };
}

/** Encodes, then has the same adapter decode what came out. */
function semantic(config: unknown, frames: readonly unknown[]): Trial {
  return {
    name: "encoded",
    request: { op: "encode", config, frames },
    judge: (reply) =>
      skippedOr(reply, () => (reply.wire === undefined ? { outcome: "fail", why: `expected wire, found ${brief(reply)}` } : pass)),
    next: (reply) => ({
      name: "encoded and decoded",
      request: { op: "decode", config, wire: reply.wire ?? "" },
      judge: (again) => decodeVerdict({ result: "valid" }, again, () => expectSame("frames", again.frames ?? [], frames)),
    }),
  };
}

function decodeTrials(group: GroupOf<Receiving>, each: CaseOf<Receiving>): Trials {
  const frames = expectedFrames(each);
  // Where frames are cut is for `decode` to try; a message may be large here, however few octets it has on the wire.
  const { ways, sampled } = waysOf(each, group.op === "decode");
  const trials = ways.map((way) => decoding(group, each, way, frames));
  const encode = "encode" in each ? each.encode : "none";
  if (encode === "exact") trials.push(encoding(group.config, frames, hexOf(inputOctets(each))));
  if (encode === "semantic") trials.push(semantic(group.config, frames));
  return { trials, sampled };
}

function integerTrials(each: CaseOf<"varsize">): Trials {
  const decode: Trial = {
    name: "decoded",
    request: { op: "varsize", wire: each.wire },
    judge: (reply) =>
      decodeVerdict(expectation(each), reply, () => (each.result === "valid" ? expectSame("value", reply.value, each.value) : pass)),
  };
  if (each.result !== "valid" || each.encode === "none") return { trials: [decode], sampled: false };
  const wire = hexOf(octetsOf(each.wire));
  const encode: Trial = {
    name: "encoded",
    request: { op: "varsize", value: each.value },
    judge: (reply) => skippedOr(reply, () => expectSame("wire", reply.wire, wire)),
  };
  return { trials: [decode, encode], sampled: false };
}

function handshakeTrial(group: GroupOf<"handshake">, each: CaseOf<"handshake">): Trial {
  return {
    name: "judged",
    request: { op: "handshake", config: group.config, fields: each.fields, ...(each.endStream === undefined ? {} : { endStream: each.endStream }) },
    judge: (reply) =>
      skippedOr(reply, () => {
        const { outcome, check } = each;
        return outcome === undefined ? expectSame("check", reply.check, check) : expectSame("outcome", reply.outcome ?? reply.check, outcome);
      }),
  };
}

function sessionTrial(group: GroupOf<"session">, each: CaseOf<"session">): Trial {
  const { random, steps } = each;
  return {
    name: "played",
    request: { op: "session", config: group.config, ...(random === undefined ? {} : { random }), steps: sessionInputs(steps as SessionStep[]) },
    judge: (reply) => skippedOr(reply, () => sessionVerdict(steps as SessionStep[], reply)),
  };
}

/** What is asked for each case of a group, in the order of the file. */
export function trialsOf(group: Group): { case: Case; trials: () => Trials }[] {
  switch (group.op) {
    case "decode":
    case "decompress":
      return group.cases.map((each) => ({ case: each, trials: () => decodeTrials(group, each) }));
    case "encode":
      return group.cases.map((each) => ({
        case: each,
        trials: () => ({ trials: [encoding(group.config, each.frames, hexOf(octetsOf(each.wire)))], sampled: false }),
      }));
    case "varsize":
      return group.cases.map((each) => ({ case: each, trials: () => integerTrials(each) }));
    case "handshake":
      return group.cases.map((each) => ({ case: each, trials: () => ({ trials: [handshakeTrial(group, each)], sampled: false }) }));
    case "session":
      return group.cases.map((each) => ({ case: each, trials: () => ({ trials: [sessionTrial(group, each)], sampled: false }) }));
  }
}
