import test from "ava";
import fc from "fast-check";

import type { Message } from "../../../reference/connection/index.ts";
import { type End, Pair, type Parcel } from "./pair.ts";

/** What can happen, each with how often it is picked. */
const KINDS = {
  arrive: 12, arrivePiece: 8, take: 10, takePiece: 3, sent: 8, sentPiece: 3, send: 8, sendLong: 1, close: 1, pause: 1, resume: 2,
  garbage: 0.15, reset: 0.05, loss: 0.03, endStream: 0.05, time: 2, longTime: 0.05,
} as const;
type Kind = keyof typeof KINDS;

const kinds = Object.keys(KINDS) as Kind[];
const TOTAL = kinds.reduce((sum, kind) => sum + KINDS[kind], 0);

function kindAt(at: number): Kind {
  let rest = at * TOTAL;
  for (const kind of kinds) {
    rest -= KINDS[kind];
    if (rest < 0) return kind;
  }
  return "arrive";
}

/** Something on the path ends what an end sends. */
function cut(end: End, last?: Parcel): void {
  if (end.cut || end.resetSent) return;
  end.cut = true;
  end.way.length = 0;
  if (last !== undefined) end.way.push(last);
}

/** One end's history beside what the core says of itself. */
interface Story {
  readonly taken: Message[];
}

function act(pair: Pair, stories: Map<End, Story>, end: End, kind: Kind, size: number, disturb: (how: () => void) => void): void {
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
    sendLong: () => send({ type: "binary", bytes: new Uint8Array(size * 3).fill(size) }),
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
      disturb(() => pair.ends.forEach((each) => cut(each, { is: "reset", code: "CANCEL" })));
    },
    loss: () => {
      if (!decided) return;
      disturb(() => {
        pair.ends.forEach((each) => cut(each));
        pair.ends.forEach((each) => each.core.lost());
      });
    },
    endStream: () => {
      if (decided && !end.ended && pair.client.core.state !== "connecting") disturb(() => cut(end, { is: "end" }));
    },
    time: () => void (pair.now += size % 40),
    longTime: () => void (pair.now += size % 4000),
  };
  acts[kind]();
}

function finish(pair: Pair): void {
  for (let round = 0; round < 200; round += 1) {
    for (const end of pair.ends) {
      end.core.resume();
      pair.giveBack(end);
    }
    quiet(pair);
    if (pair.ends.every(({ core }) => core.state === "closed")) return;
    const due = Math.min(...pair.ends.map(({ core }) => core.deadline ?? Infinity));
    if (due !== Infinity) pair.now = Math.max(pair.now, due);
    for (const end of pair.ends) end.core.wake();
    if (round === 20 && pair.client.core.state !== "closed") pair.client.core.close();
  }
}

function quiet(pair: Pair): void {
  for (let again = true; again; ) {
    again = false;
    for (const end of pair.ends) {
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

function judge(pair: Pair, stories: Map<End, Story>): string | undefined {
  for (const end of pair.ends) {
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

function run(moves: readonly (readonly [number, number, number])[], disturb: boolean, confirm: boolean): string | undefined {
  const pair = new Pair({ client: { confirm, limits: { queuedMessages: 5, queuedOctets: 1000 } }, server: { limits: { queuedMessages: 5, queuedOctets: 1000 } } });
  const stories = new Map<End, Story>(pair.ends.map((end) => [end, { taken: [] }]));
  pair.open();
  for (const [kind, side, size] of moves) {
    const end = pair.ends[side % 2] as End;
    act(pair, stories, end, kindAt(kind), size, disturb ? (how) => how() : () => undefined);
    for (const each of pair.ends) if ((each.core.deadline ?? Infinity) <= pair.now) each.core.wake();
  }
  finish(pair);
  return judge(pair, stories);
}

const move = fc.noBias(fc.tuple(fc.nat(9999).map((at) => at / 10000), fc.nat(1), fc.nat(65535)));

for (const disturb of [false, true]) {
  for (const confirm of [false, true]) {
    test(`two ends end well whatever happens in which order${disturb ? ", faults, resets and losses too" : ""}${confirm ? ", with confirm" : ""}`, (t) => {
      fc.assert(
        fc.property(fc.array(move, { minLength: 20, maxLength: 300, size: "max" }), (moves) => {
          const wrong = run(moves, disturb, confirm);
          if (wrong !== undefined) throw new Error(wrong);
        }),
        { seed: 20161001, numRuns: 400, includeErrorInReport: true },
      );
      t.pass();
    });
  }
}
