import test from "ava";
import fc from "fast-check";

import { DecompressionBudget } from "../../../reference/connection/limits/decompression-budget.ts";
import type { Message } from "../../../reference/connection/index.ts";
import type { ConnectionContext } from "../../../reference/connection/machine/connection-context.ts";
import { limit } from "../../../reference/schema/index.ts";
import type { CompressionMethod } from "../../../reference/schema/headers/index.ts";
import { type TestEndpoint, EndpointPair, type StreamPart } from "./endpoint-pair.ts";

/** What can happen, each with how often it is picked. */
const KINDS = {
  arrive: 12, arrivePiece: 8, take: 10, takePiece: 3, sent: 8, sentPiece: 3, send: 8, sendLong: 1, close: 1, pause: 1, resume: 2,
  garbage: 0.15, reset: 0.05, loss: 0.03, endStream: 0.05, time: 2, longTime: 0.05, turn: 0,
} as const;
type Kind = keyof typeof KINDS;

type Weights = Readonly<Record<Kind, number>>;

/** Where messages are compressed: long ones, longer pauses, and turns for what is left unread. */
const PACKED: Weights = { ...KINDS, send: 12, sendLong: 6, resume: 1, turn: 3, garbage: 0.05 };

const kinds = Object.keys(KINDS) as Kind[];

function kindAt(weights: Weights, at: number): Kind {
  let rest = at * kinds.reduce((sum, kind) => sum + weights[kind], 0);
  for (const kind of kinds) {
    rest -= weights[kind];
    if (rest < 0) return kind;
  }
  return "arrive";
}

/** Something on the path ends what an end sends. */
function cut(end: TestEndpoint, last?: StreamPart): void {
  if (end.cut || end.resetSent) return;
  end.cut = true;
  end.way.length = 0;
  if (last !== undefined) end.way.push(last);
}

/** What the core of an end knows. */
const lifeOf = ({ core }: TestEndpoint): ConnectionContext => (core as unknown as { readonly context: ConnectionContext }).context;

/** One end's history beside what the core says of itself. */
interface Story {
  readonly taken: Message[];
}

function act(pair: EndpointPair, stories: Map<TestEndpoint, Story>, end: TestEndpoint, kind: Kind, size: number, disturb: (how: () => void) => void): void {
  const story = stories.get(end) as Story;
  const { core } = end;
  const decided = !["deciding", "refused"].includes(pair.server.core.state);
  const send = (message: Message): void => {
    if (end === pair.server && !["opening", "open", "flushing", "closing", "draining", "faulting", "failing", "closed"].includes(core.state)) return;
    if (core.send(message)) story.taken.push(message);
  };
  const acts: Record<Kind, () => void> = {
    arrive: () => void pair.arrive(end),
    arrivePiece: () => void pair.arrive(end, size % 13 + 1),
    take: () => void end.take(),
    takePiece: () => void end.take(size % 700 + 1),
    sent: () => end.sent(),
    sentPiece: () => end.sent(Math.min(end.unsent, size % 50 + 1)),
    send: () => send(size % 2 === 0 ? { type: "text", text: `${size}`.repeat(size % 7) } : { type: "binary", bytes: new Uint8Array(size % 300).fill(size) }),
    sendLong: () => send({ type: "binary", bytes: new Uint8Array(Math.min(size * 3, lifeOf(pair.other(end)).limits.message)).fill(size) }),
    close: () => {
      if (end === pair.server && !decided) return;
      if (size % 2 === 0) core.close();
      else core.close(3000 + (size % 1000), "bye");
    },
    pause: () => core.pause(),
    resume: () => {
      core.resume();
      pair.giveBack(pair.other(end));
    },
    garbage: () => {
      if (decided && core.bufferedAmount === 0 && end.way.every(({ is }) => is === "octets")) disturb(() => end.way.push({ is: "octets", octets: new Uint8Array([0]) }));
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
      end.turn();
      pair.giveBack(pair.other(end));
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
      pair.giveBack(end);
    }
    quiet(pair);
    if (pair.endpoints.every(({ core }) => core.state === "closed")) return;
    const due = Math.min(...pair.endpoints.map(({ core }) => core.deadline ?? Infinity));
    if (due !== Infinity) pair.now = Math.max(pair.now, due);
    for (const end of pair.endpoints) end.core.handleTimeout();
    if (round === 20 && pair.client.core.state !== "closed") pair.client.core.close();
  }
}

function quiet(pair: EndpointPair): void {
  for (let again = true; again; ) {
    again = false;
    for (const end of pair.endpoints) {
      while (end.turn()) again = true;
      while (end.take()) again = true;
      if (end.unsent > 0) {
        end.sent();
        again = true;
      }
      while (pair.arrive(end)) again = true;
    }
  }
}

const isPrefix = (some: readonly Message[], all: readonly Message[]): boolean =>
  some.length <= all.length && some.every((each, at) => each.type === all[at]?.type && (each.type === "text" ? each.text === (all[at] as { text: string }).text : Buffer.compare(each.bytes, (all[at] as { bytes: Uint8Array }).bytes) === 0));

function judge(pair: EndpointPair, stories: Map<TestEndpoint, Story>): string | undefined {
  for (const end of pair.endpoints) {
    const name = end === pair.client ? "client" : "server";
    const sent = (stories.get(pair.other(end)) as Story).taken;
    if (end.core.state !== "closed") return `${name} stays ${end.core.state}`;
    const ends = end.of("closed").length + end.of("failed").length;
    if (ends !== 1) return `${name} has ${ends} reports`;
    if (!["closed", "failed"].includes(end.told.at(-1)?.[0] ?? "")) return `${name} is told more behind the report`;
    if (!isPrefix(end.messages, sent)) return `${name} got messages that were not sent so`;
    const [report] = end.of("closed");
    if (report?.wasClean === true && end.messages.length !== sent.length) return `${name} is clean and got ${end.messages.length} of ${sent.length}`;
  }
  return undefined;
}

/** The least limit on messages that there may be, so that a few are over what may wait decompressed. */
const MESSAGE = limit.entry("message").least ?? 0;

/** The agreement on compression, still to come, would set an allowance of the usual size. */
function allowLittle(life: ConnectionContext): void {
  const allowance = new DecompressionBudget({ messages: 3, octets: 5000 });
  Object.defineProperty(life, "budget", { get: () => allowance, set: () => undefined });
}

/** Few messages may wait, and where they are compressed few are decompressed in a turn. */
function newPair(confirm: boolean, packed: CompressionMethod | undefined): EndpointPair {
  const limits = { queuedMessages: 5, queuedOctets: 1000, ...(packed === undefined ? {} : { message: MESSAGE }) };
  const use = { threshold: 1 };
  const pair = new EndpointPair({ client: { confirm, limits, use }, server: { limits, use } });
  if (packed === undefined) return pair.open();
  pair.policy = { compression: { methods: { [packed]: [9, 9] } } };
  for (const end of pair.endpoints) allowLittle(lifeOf(end));
  return pair.open({ offer: { [packed]: [9, 9] } });
}

/** What does not hold of what an end leaves unread. */
function judgeUnread(end: TestEndpoint): string | undefined {
  const { inbox, limits, backlog } = lifeOf(end);
  if (inbox.queuedOctets > 2 * limits.message + limits.queuedOctets) return `${inbox.queuedOctets} octets wait`;
  if (backlog.hasFrames && !end.withheld) return "window is given back while octets are unread";
  if (backlog.hasFrames && end.core.state === "closed") return "octets are unread behind the end";
  return undefined;
}

/** For what frames were left unread, and what ended the stream behind them. */
const seen = new Set<string>();

function run(moves: readonly (readonly [number, number, number])[], disturb: boolean, confirm: boolean, packed?: CompressionMethod): string | undefined {
  const pair = newPair(confirm, packed);
  const stories = new Map<TestEndpoint, Story>(pair.endpoints.map((end) => [end, { taken: [] }]));
  for (const [kind, side, size] of moves) {
    const end = pair.endpoints[side % 2] as TestEndpoint;
    act(pair, stories, end, kindAt(packed === undefined ? KINDS : PACKED, kind), size, disturb ? (how) => how() : () => undefined);
    for (const each of pair.endpoints) if ((each.core.deadline ?? Infinity) <= pair.now) each.core.handleTimeout();
    for (const each of pair.endpoints) {
      const wrong = judgeUnread(each);
      if (wrong !== undefined) return wrong;
      const { backlog } = lifeOf(each);
      if (backlog.hasFrames) seen.add(`${backlog.delayed ? "late" : "turn"}${backlog.streamGone ? " gone" : backlog.peerEnded ? " ended" : ""}`);
    }
  }
  finish(pair);
  return judge(pair, stories);
}

const move = fc.noBias(fc.tuple(fc.nat(9999).map((at) => at / 10000), fc.nat(1), fc.nat(65535)));

for (const disturb of [false, true]) {
  for (const confirm of [false, true]) {
    for (const packed of [undefined, "lz4", "deflate"] as const) {
      test(`two ends end well whatever happens in which order${disturb ? ", faults, resets and losses too" : ""}${confirm ? ", with confirm" : ""}${packed === undefined ? "" : `, with ${packed}`}`, (t) => {
        fc.assert(
          fc.property(fc.array(move, { minLength: 20, maxLength: 300, size: "max" }), (moves) => {
            const wrong = run(moves, disturb, confirm, packed);
            if (wrong !== undefined) throw new Error(wrong);
          }),
          { seed: 20161001, numRuns: packed === "deflate" ? 100 : 400, includeErrorInReport: true },
        );
        // What this is about has happened.
        const happened = ["turn", "turn ended", "turn gone", "late", "late ended", ...(disturb ? ["late gone"] : [])];
        t.deepEqual(packed === undefined ? [] : happened.filter((each) => !seen.has(each)), []);
        seen.clear();
      });
    }
  }
}
