/**
 * The trials of a case: each trial is one request to an adapter, and a function that compares its reply.
 *
 * @module
 */
import { toHex } from "../../common/octets.ts";
import type { CaseGroup } from "../vectors/read-suites.ts";
import { parseOctets } from "../format/octets.ts";
import type { AdapterReply, RunRequest } from "../protocol/messages.ts";
import type { VectorCase } from "../vectors/select-cases.ts";
import { inputOctets, type Chunking, chunkingsOf } from "./chunking.ts";
import { sessionInputs, type SessionStep, sessionVerdict } from "./session-verdict.ts";
import { abbreviated, decodeVerdict, expectSame, pass, type VectorVerdict } from "./verdict.ts";

/** One request, and the comparison of its reply. */
export interface VectorTrial {
  /** The name in reports. */
  readonly name: string;
  readonly request: Omit<RunRequest, "cmd" | "seq" | "id">;
  readonly compare: (reply: AdapterReply) => VectorVerdict;
  /** Returns the trial that follows a pass. */
  readonly next?: (reply: AdapterReply) => VectorTrial;
}

/** The trials of a case. */
export interface VectorTrials {
  readonly trials: readonly VectorTrial[];
  /** Whether splits are omitted because the case is large. */
  readonly sampled: boolean;
}

type VectorGroupOf<O extends CaseGroup["op"]> = Extract<CaseGroup, { op: O }>;
type VectorCaseOf<O extends CaseGroup["op"]> = VectorGroupOf<O>["cases"][number];

/** The operations that receive octets in any chunking. */
type DecodingOp = "decode" | "decompress";

function decodeTrial(
  group: VectorGroupOf<DecodingOp>,
  each: VectorCaseOf<DecodingOp>,
  chunking: Chunking,
  frames: readonly unknown[],
): VectorTrial {
  const input = chunking.steps === undefined ? { wire: chunking.wire ?? "" } : { steps: chunking.steps };
  return {
    name: chunking.name,
    request: { op: group.op, config: group.config, ...input },
    compare: (reply) =>
      decodeVerdict(expectedDecoding(each), reply, () => {
        if (each.result === "acceptable" && reply.error !== undefined) return pass;
        const whole = expectSame("frames", reply.frames ?? [], frames);
        if (whole.outcome !== "pass" || chunking.emitted === undefined || reply.emitted === undefined) return whole;
        return expectSame("frames by feed", reply.emitted, chunking.emitted);
      }),
  };
}

function expectedDecoding(each: { result: ExpectedResultName; errors?: readonly unknown[] }) {
  return { result: each.result, errors: each.errors as readonly string[] | undefined };
}

type ExpectedResultName = "valid" | "invalid" | "incomplete" | "acceptable";

/** Returns the expected frames of a case, or of its steps. */
export function expectedFrames(each: VectorCaseOf<DecodingOp>): readonly unknown[] {
  return each.frames ?? (each.steps ?? []).flatMap((step) => step.emit ?? []);
}

function skippedOr(reply: AdapterReply, compare: () => VectorVerdict): VectorVerdict {
  if (reply.skipped !== undefined) return { outcome: "skipped", why: reply.skipped };
  if (reply.error !== undefined) return { outcome: "fail", why: `expected no error, found ${reply.error}` };
  return compare();
}

function encodeTrial(config: unknown, frames: readonly unknown[], wire: string): VectorTrial {
  return {
    name: "encoded",
    request: { op: "encode", config, frames },
    compare: (reply) => skippedOr(reply, () => expectSame("wire", reply.wire, wire)),
  };
}

/** Encodes frames, then decodes the result with the same adapter. */
function roundTripTrial(config: unknown, frames: readonly unknown[]): VectorTrial {
  return {
    name: "encoded",
    request: { op: "encode", config, frames },
    compare: (reply) =>
      skippedOr(reply, () => (reply.wire === undefined ? { outcome: "fail", why: `expected wire, found ${abbreviated(reply)}` } : pass)),
    next: (reply) => ({
      name: "encoded and decoded",
      request: { op: "decode", config, wire: reply.wire ?? "" },
      compare: (again) => decodeVerdict({ result: "valid" }, again, () => expectSame("frames", again.frames ?? [], frames)),
    }),
  };
}

function decodeTrials(group: VectorGroupOf<DecodingOp>, each: VectorCaseOf<DecodingOp>): VectorTrials {
  const frames = expectedFrames(each);
  // `decode` tests the splits. In `decompress`, a few octets may be a large message, and each split would decompress it again.
  const { chunkings, sampled } = chunkingsOf(each, group.op === "decode");
  const trials = chunkings.map((chunking) => decodeTrial(group, each, chunking, frames));
  const encode = "encode" in each ? each.encode : "none";
  if (encode === "exact") trials.push(encodeTrial(group.config, frames, toHex(inputOctets(each))));
  if (encode === "semantic") trials.push(roundTripTrial(group.config, frames));
  return { trials, sampled };
}

function integerTrials(each: VectorCaseOf<"varsize">): VectorTrials {
  const decode: VectorTrial = {
    name: "decoded",
    request: { op: "varsize", wire: each.wire },
    compare: (reply) =>
      decodeVerdict(expectedDecoding(each), reply, () => (each.result === "valid" ? expectSame("value", reply.value, each.value) : pass)),
  };
  if (each.result !== "valid" || each.encode === "none") return { trials: [decode], sampled: false };
  const wire = toHex(parseOctets(each.wire));
  const encode: VectorTrial = {
    name: "encoded",
    request: { op: "varsize", value: each.value },
    compare: (reply) => skippedOr(reply, () => expectSame("wire", reply.wire, wire)),
  };
  return { trials: [decode, encode], sampled: false };
}

function handshakeTrial(group: VectorGroupOf<"handshake">, each: VectorCaseOf<"handshake">): VectorTrial {
  return {
    name: "checked",
    request: {
      op: "handshake",
      config: group.config,
      fields: each.fields,
      ...(each.endStream === undefined ? {} : { endStream: each.endStream }),
    },
    compare: (reply) =>
      skippedOr(reply, () => {
        const { outcome, check } = each;
        return outcome === undefined
          ? expectSame("check", reply.check, check)
          : expectSame("outcome", reply.outcome ?? reply.check, outcome);
      }),
  };
}

function sessionTrial(group: VectorGroupOf<"session">, each: VectorCaseOf<"session">): VectorTrial {
  const { random, steps } = each;
  return {
    name: "played",
    request: {
      op: "session",
      config: group.config,
      ...(random === undefined ? {} : { random }),
      steps: sessionInputs(steps as SessionStep[]),
    },
    compare: (reply) => skippedOr(reply, () => sessionVerdict(steps as SessionStep[], reply)),
  };
}

/** Returns the trials of each case of a group, in the order of the file. */
export function trialsOf(group: CaseGroup): { case: VectorCase; trials: () => VectorTrials }[] {
  switch (group.op) {
    case "decode":
    case "decompress":
      return group.cases.map((each) => ({ case: each, trials: () => decodeTrials(group, each) }));
    case "encode":
      return group.cases.map((each) => ({
        case: each,
        trials: () => ({ trials: [encodeTrial(group.config, each.frames, toHex(parseOctets(each.wire)))], sampled: false }),
      }));
    case "varsize":
      return group.cases.map((each) => ({ case: each, trials: () => integerTrials(each) }));
    case "handshake":
      return group.cases.map((each) => ({ case: each, trials: () => ({ trials: [handshakeTrial(group, each)], sampled: false }) }));
    case "session":
      return group.cases.map((each) => ({ case: each, trials: () => ({ trials: [sessionTrial(group, each)], sampled: false }) }));
  }
}
