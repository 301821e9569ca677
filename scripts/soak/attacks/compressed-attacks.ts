/**
 * Attacks by compressed messages: little on the wire, much work and memory behind it.
 *
 * @module
 */
import { compressor } from "../../../reference/compression/index.ts";
import type { CompressionMethod, CompressionOffer } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { SeededRandom } from "../../common/random.ts";
import { answersOf, type Attack, type AttackedPath, type Attacker } from "./attack.ts";
import type { RawSession } from "./raw-session.ts";

const MIB = 1024 * 1024;

/** The longest message that a server accepts by default, in octets. */
const LONGEST = 16 * MIB;

/** A message so short that its work is the call, in octets. */
const SHORT = 48;

const DEFLATE: CompressionOffer = { deflate: [15, 15] };
const LZ4: CompressionOffer = { lz4: [1, 1] };
const LZ4_HARD: CompressionOffer = { lz4: [9, 9] };

/** The connections of one HTTP/2 connection. */
const SESSION_STREAMS = 1000;

/** Streams of several sessions. */
type OpenStreams = readonly (readonly [RawSession, number])[];

async function openStreams(attacker: Attacker, path: AttackedPath, offer: CompressionOffer, count: number): Promise<OpenStreams> {
  const streams: (readonly [RawSession, number])[] = [];
  for (let left = count; left > 0; left -= SESSION_STREAMS) {
    const session = attacker.session();
    const opened = await attacker.openPaced(session, Math.min(left, SESSION_STREAMS), () => session.open(path, { offer }));
    streams.push(...opened.map((stream) => [session, stream] as const));
  }
  return streams;
}

const sessionsOf = (streams: OpenStreams): RawSession[] => [...new Set(streams.map(([session]) => session))];

function compressedFrame(method: CompressionMethod, message: Uint8Array): Uint8Array {
  const choice = method === "deflate" ? { deflate: 15 } : { lz4: 1 };
  return encodeFrame({ type: "binary", compression: method, payload: compressor(choice).compress(message) as Uint8Array });
}

const octetsText = (octets: number): string => (octets >= MIB ? `${octets / MIB} MiB` : `${octets} octets`);

/** Sends the same compressed message several times on each of many connections. */
const bombs = (method: CompressionMethod, octets: number, count: number, times = 1, path: AttackedPath = "/sink"): Attack => ({
  name: `${method}: ${times} x ${octetsText(octets)} on ${count} connections${path === "/sink" ? "" : `, ${path.slice(1)}`}`,
  run: async (attacker) => {
    const streams = await openStreams(attacker, path, method === "deflate" ? DEFLATE : LZ4, attacker.many(count));
    const frame = compressedFrame(method, new Uint8Array(Math.max(SHORT, attacker.many(octets))));
    for (let round = 0; round < attacker.many(times); round += 1) {
      for (const [session, stream] of streams) {
        if (attacker.spent) break;
        session.sendData(stream, frame);
        await session.drained();
      }
    }
    await attacker.rest(3000);
    return answersOf(sessionsOf(streams));
  },
});

/** Returns text of two letters, which repeats itself everywhere. */
function twoLetters(octets: number): string {
  const random = new SeededRandom(7);
  const words = Array.from({ length: 256 }, () => random.below(2 ** 30).toString(2).padStart(30, "0"));
  return Array.from({ length: Math.ceil(octets / 30) }, () => random.pick(words)).join("").slice(0, octets);
}

/** Returns text of 36 letters without repetition, which takes the most work to compress. */
function manyLetters(octets: number): string {
  const random = new SeededRandom(7);
  return Array.from({ length: Math.ceil(octets / 6) }, () => random.below(2 ** 31).toString(36).padStart(6, "q").slice(0, 6))
    .join("")
    .slice(0, octets);
}

const echo: Attack = {
  name: "lz4=9: echo of a text of 8 MiB in two letters",
  run: async (attacker) => {
    const [[session, stream]] = (await openStreams(attacker, "/echo", LZ4_HARD, 1)) as [readonly [RawSession, number]];
    session.sendData(stream, encodeFrame({ type: "text", text: twoLetters(attacker.many(8 * MIB)) }));
    await attacker.until(() => session.content > MIB, 4000);
    return `${Math.round(session.content / 1024)} KiB came back`;
  },
};

/** Sends one long text to many receivers that compress, through a chat. */
const chat = (name: string, offer: CompressionOffer): Attack => ({
  name: `${name}: chat of 4 MiB to 50 receivers`,
  run: async (attacker) => {
    const streams = await openStreams(attacker, "/chat", offer, attacker.many(50));
    const [sender] = (await openStreams(attacker, "/chat", LZ4, 1)) as [readonly [RawSession, number]];
    sender[0].sendData(sender[1], encodeFrame({ type: "text", text: manyLetters(attacker.many(4 * MIB)) }));
    await attacker.rest(4000);
    return `${Math.round(sessionsOf(streams).reduce((all, { content }) => all + content, 0) / MIB)} MiB came in 4 s`;
  },
});

/** Attacks by compressed messages. */
export const compressedAttacks: readonly Attack[] = [
  bombs("deflate", LONGEST, 1, 4),
  bombs("deflate", LONGEST, 100),
  bombs("deflate", LONGEST, 1000),
  bombs("deflate", MIB, 1000),
  bombs("deflate", SHORT, 1000, 128),
  bombs("lz4", LONGEST, 1, 4),
  bombs("lz4", LONGEST, 100),
  bombs("deflate", LONGEST, 60, 3, "/stalled"),
  echo,
  chat("deflate", DEFLATE),
  chat("lz4=9", LZ4_HARD),
];
