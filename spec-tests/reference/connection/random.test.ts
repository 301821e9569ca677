import test from "ava";
import fc from "fast-check";

import { WorkBudget } from "../../../reference/connection/limits/work-budget.ts";
import type { Message } from "../../../reference/connection/index.ts";
import type { ConnectionContext } from "../../../reference/connection/machine/connection-context.ts";
import { limit } from "../../../reference/schema/index.ts";
import type { CompressionMethod } from "../../../reference/schema/headers/index.ts";
import { type TestEndpoint, EndpointPair, type StreamPart } from "./endpoint-pair.ts";

/** The kinds of moves, each with its frequency. */
const KINDS = {
  arrive: 12, arrivePiece: 8, take: 10, takePiece: 3, sent: 8, sentPiece: 3, send: 8, sendLong: 1, close: 1, pause: 1, resume: 2,
  garbage: 0.15, reset: 0.05, loss: 0.03, endStream: 0.05, time: 2, longTime: 0.05, turn: 0,
} as const;
type Kind = keyof typeof KINDS;

type Weights = Readonly<Record<Kind, number>>;

/** The frequencies with compression: more long messages, longer pauses, and turns for unread frames. */
const COMPRESSED_KINDS: Weights = { ...KINDS, send: 12, sendLong: 6, resume: 1, turn: 3, garbage: 0.05 };

const kinds = Object.keys(KINDS) as Kind[];

function kindAt(weights: Weights, at: number): Kind {
  let rest = at * kinds.reduce((sum, kind) => sum + weights[kind], 0);
  for (const kind of kinds) {
    rest -= weights[kind];
    if (rest < 0) return kind;
  }
  return "arrive";
}

/** Ends the octets of one end on the path. */
function cut(end: TestEndpoint, last?: StreamPart): void {
  if (end.cutOff || end.resetSent) return;
  end.cutOff = true;
  end.outgoing.length = 0;
  if (last !== undefined) end.outgoing.push(last);
}

/** The data of a core. */
const contextOf = ({ core }: TestEndpoint): ConnectionContext => (core as unknown as { readonly context: ConnectionContext }).context;

/** For each end, the messages that its core has queued. */
type SentMessages = Map<TestEndpoint, Message[]>;

function act(
  pair: EndpointPair,
  sentBy: SentMessages,
  end: TestEndpoint,
  kind: Kind,
  size: number,
  disturb: (how: () => void) => void,
): void {
  const sent = sentBy.get(end) as Message[];
  const { core } = end;
  const decided = !["deciding", "refused"].includes(pair.server.core.state);
  const send = (message: Message): void => {
    if (
      end === pair.server &&
      !["opening", "open", "flushing", "closing", "draining", "faulting", "failing", "closed"].includes(core.state)
    ) {
      return;
    }
    if (core.send(message)) sent.push(message);
  };
  const acts: Record<Kind, () => void> = {
    arrive: () => void pair.deliver(end),
    arrivePiece: () => void pair.deliver(end, size % 13 + 1),
    take: () => void end.take(),
    takePiece: () => void end.take(size % 700 + 1),
    sent: () => end.sent(),
    sentPiece: () => end.sent(Math.min(end.unsent, (size % 50) + 1)),
    send: () =>
      send(
        size % 2 === 0
          ? { type: "text", text: `${size}`.repeat(size % 7) }
          : { type: "binary", bytes: new Uint8Array(size % 300).fill(size) },
      ),
    sendLong: () =>
      send({ type: "binary", bytes: new Uint8Array(Math.min(size * 3, contextOf(pair.peerOf(end)).limits.message)).fill(size) }),
    close: () => {
      if (end === pair.server && !decided) return;
      if (size % 2 === 0) core.close();
      else core.close(3000 + (size % 1000), "bye");
    },
    pause: () => core.pause(),
    resume: () => {
      core.resume();
      pair.releaseWindow(pair.peerOf(end));
    },
    garbage: () => {
      if (decided && core.bufferedAmount === 0 && end.outgoing.every(({ is }) => is === "octets")) {
        disturb(() => end.outgoing.push({ is: "octets", octets: new Uint8Array([0]) }));
      }
    },
    reset: () => {
      if (!decided) return;
      disturb(() => pair.endpoints.forEach((each) => cut(each, { is: "reset", code: "CANCEL" })));
    },
    loss: () => {
      if (!decided) return;
      disturb(() => {
        pair.endpoints.forEach((each) => cut(each));
        pair.endpoints.forEach((each) => each.core.connectionLost());
      });
    },
    endStream: () => {
      if (decided && !end.ended && pair.client.core.state !== "connecting") disturb(() => cut(end, { is: "end" }));
    },
    turn: () => {
      end.runTurn();
      pair.releaseWindow(pair.peerOf(end));
    },
    time: () => void (pair.now += size % 40),
    longTime: () => void (pair.now += size % 4000),
  };
  acts[kind]();
}

function finish(pair: EndpointPair): void {
  for (let round = 0; round < 200; round += 1) {
    for (const end of pair.endpoints) {
      end.core.resume();
      pair.releaseWindow(end);
    }
    pair.settle();
    if (pair.endpoints.every(({ core }) => core.state === "closed")) return;
    const due = Math.min(...pair.endpoints.map(({ core }) => core.deadline ?? Infinity));
    if (due !== Infinity) pair.now = Math.max(pair.now, due);
    for (const end of pair.endpoints) end.core.handleTimeout();
    if (round === 20 && pair.client.core.state !== "closed") pair.client.core.close();
  }
}

const equalMessages = (one: Message, other: Message | undefined): boolean =>
  one.type === "text"
    ? other?.type === "text" && one.text === other.text
    : other?.type === "binary" && Buffer.compare(one.bytes, other.bytes) === 0;

const isPrefix = (some: readonly Message[], all: readonly Message[]): boolean =>
  some.length <= all.length && some.every((each, at) => equalMessages(each, all[at]));

function outcomeProblem(pair: EndpointPair, sentBy: SentMessages): string | undefined {
  for (const end of pair.endpoints) {
    const name = end === pair.client ? "client" : "server";
    const sent = sentBy.get(pair.peerOf(end)) as Message[];
    if (end.core.state !== "closed") return `${name} stays ${end.core.state}`;
    const ends = end.callsOf("closed").length + end.callsOf("failed").length;
    if (ends !== 1) return `${name} has ${ends} reports`;
    if (!["closed", "failed"].includes(end.calls.at(-1)?.[0] ?? "")) return `${name} has calls after its report`;
    if (!isPrefix(end.messages, sent)) return `${name} received other messages than were sent`;
    const [report] = end.callsOf("closed");
    if (report?.wasClean === true && end.messages.length !== sent.length) {
      return `${name} is clean and received ${end.messages.length} of ${sent.length}`;
    }
  }
  return undefined;
}

/** The smallest permitted limit on messages, so that a few messages exceed the bound on decompressed octets. */
const MESSAGE = limit.entry("message").least ?? 0;

/** Sets a small budget, and keeps it when the negotiation would set the default one. */
function limitBudget(context: ConnectionContext): void {
  const budget = new WorkBudget({ messages: 3, octets: 5000 });
  Object.defineProperty(context, "budget", { get: () => budget, set: () => undefined });
}

/** Creates a pair that queues few messages, and with compression decompresses few in a turn. */
function newPair(confirm: boolean, method: CompressionMethod | undefined): EndpointPair {
  const limits = { queuedMessages: 5, queuedOctets: 1000, ...(method === undefined ? {} : { message: MESSAGE }) };
  const use = { threshold: 1 };
  const pair = new EndpointPair({ client: { confirm, limits, use }, server: { limits, use } });
  if (method === undefined) return pair.open();
  pair.policy = { compression: { [method]: [9, 9] } };
  for (const end of pair.endpoints) limitBudget(contextOf(end));
  return pair.open({ offer: { [method]: [9, 9] } });
}

/** Returns the rule on unread input that an end breaks. */
function unreadProblem(end: TestEndpoint): string | undefined {
  const { inbox, limits, backlog } = contextOf(end);
  if (inbox.queuedOctets > 2 * limits.message + limits.queuedOctets) return `${inbox.queuedOctets} octets are queued`;
  if (backlog.hasFrames && !end.receivePaused) return "receiving is not paused while frames are unread";
  if (backlog.hasFrames && end.core.state === "closed") return "frames are unread after the end";
  return undefined;
}

/** The reasons for unread frames that occurred, with the end of the stream after them. */
const seen = new Set<string>();

function run(
  moves: readonly (readonly [number, number, number])[],
  disturb: boolean,
  confirm: boolean,
  method?: CompressionMethod,
): string | undefined {
  const pair = newPair(confirm, method);
  const sentBy: SentMessages = new Map(pair.endpoints.map((end) => [end, []]));
  for (const [kind, side, size] of moves) {
    const end = pair.endpoints[side % 2] as TestEndpoint;
    act(pair, sentBy, end, kindAt(method === undefined ? KINDS : COMPRESSED_KINDS, kind), size, disturb ? (how) => how() : () => undefined);
    for (const each of pair.endpoints) if ((each.core.deadline ?? Infinity) <= pair.now) each.core.handleTimeout();
    for (const each of pair.endpoints) {
      const wrong = unreadProblem(each);
      if (wrong !== undefined) return wrong;
      const { backlog } = contextOf(each);
      if (backlog.hasFrames) {
        seen.add(`${backlog.delayed ? "late" : "turn"}${backlog.streamGone ? " gone" : backlog.peerEnded ? " ended" : ""}`);
      }
    }
  }
  finish(pair);
  return outcomeProblem(pair, sentBy);
}

/** `make soak` runs more sequences. */
const FACTOR = Number(process.env["RANDOM_RUNS"] ?? 1);

const move = fc.noBias(fc.tuple(fc.nat(9999).map((at) => at / 10000), fc.nat(1), fc.nat(65535)));

for (const disturb of [false, true]) {
  for (const confirm of [false, true]) {
    for (const method of [undefined, "lz4", "deflate"] as const) {
      const variant = [
        ...(disturb ? ["faults, resets and losses"] : []),
        ...(confirm ? ["confirm"] : []),
        ...(method === undefined ? [] : [method]),
      ];
      test(`two ends reach a correct end after any sequence of moves${variant.map((name) => `, with ${name}`).join("")}`, (t) => {
        fc.assert(
          fc.property(fc.array(move, { minLength: 20, maxLength: 300, size: "max" }), (moves) => {
            const wrong = run(moves, disturb, confirm, method);
            if (wrong !== undefined) throw new Error(wrong);
          }),
          { seed: 20161001, numRuns: (method === "deflate" ? 60 : 150) * FACTOR, includeErrorInReport: true },
        );
        // The moves have covered every reason for unread frames.
        const happened = ["turn", "turn ended", "turn gone", "late", "late ended", ...(disturb ? ["late gone"] : [])];
        t.deepEqual(method === undefined ? [] : happened.filter((each) => !seen.has(each)), []);
        seen.clear();
      });
    }
  }
}
