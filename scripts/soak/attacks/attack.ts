/**
 * What an attack is, and what it may use.
 *
 * @module
 */
import { delay, waitUntil } from "../../common/waiting.ts";
import { RawSession, type RawSessionOptions, type WireCounter } from "./raw-session.ts";

/** The octets that an attack may send. */
export const MAX_WIRE_OCTETS = 25 * 1024 * 1024;

/** The streams that are opened before the first of them is answered. */
const OPENINGS_AT_ONCE = 25;

/** The size of all attacks. */
export interface AttackSize {
  /** The duration of a flood, in seconds. */
  readonly seconds: number;
  /** The factor of connections and messages. */
  readonly scale: number;
}

/** Resources of the server under attack, by the behaviour of their application. */
export type AttackedPath = "/echo" | "/sink" | "/stalled" | "/chat" | "/undecided" | "/sender";

/** One attack. */
export interface Attack {
  /** The name in the table. */
  readonly name: string;
  /** Runs the attack. @returns what the attacker saw, in a few words */
  readonly run: (attacker: Attacker) => Promise<string>;
}

/** The ports of a server under attack. */
export interface AttackedPorts {
  /** HTTP/2 in cleartext. */
  readonly http2: number;
  /** HTTP/1.1 in cleartext. */
  readonly http1: number;
}

/** The means of one attack: sessions within a bound on octets and time. */
export class Attacker {
  readonly ports: AttackedPorts;
  readonly size: AttackSize;
  readonly wire: WireCounter = { octets: 0 };
  readonly #sessions: RawSession[] = [];

  constructor(ports: AttackedPorts, size: AttackSize) {
    this.ports = ports;
    this.size = size;
  }

  /** Returns a number of connections or messages in the size of this run, at least 1. */
  many(full: number): number {
    return Math.max(1, Math.round(full * this.size.scale));
  }

  /**
   * Opens streams, some at a time: the work of opening is not what these attacks are about.
   *
   * @param count - the number of streams
   * @param open - opens one. @returns the streams
   */
  async openPaced(session: RawSession, count: number, open: () => number): Promise<number[]> {
    const streams: number[] = [];
    while (streams.length < count) {
      for (let at = 0; at < OPENINGS_AT_ONCE && streams.length < count; at += 1) streams.push(open());
      await this.until(() => session.ended || session.answered.has(streams.at(-1) ?? 0), 300);
    }
    return streams;
  }

  /** Waits in the size of this run. @param ms - at full size */
  async rest(ms: number): Promise<void> {
    await delay(ms * Math.min(1, this.size.seconds));
  }

  /** Waits for a condition in the size of this run. @param ms - the time limit at full size */
  async until(holds: () => boolean, ms: number): Promise<boolean> {
    return await waitUntil(holds, ms * Math.min(1, this.size.seconds));
  }

  /** Opens an HTTP/2 connection. */
  session(options?: RawSessionOptions): RawSession {
    const session = new RawSession(this.ports.http2, this.wire, options);
    this.#sessions.push(session);
    return session;
  }

  /** Returns whether the octets of the attack are used up. */
  get spent(): boolean {
    return this.wire.octets >= MAX_WIRE_OCTETS;
  }

  /**
   * Repeats an act as fast as the server takes it, on one HTTP/2 connection after the other.
   *
   * @param batch - the acts before the next pause
   * @param act - acts on a session
   * @returns the number of acts and how the sessions ended
   */
  async flood(batch: number, act: (session: RawSession) => void): Promise<string> {
    const until = performance.now() + this.size.seconds * 1000;
    const ends = new Map<string, number>();
    const note = ({ end }: RawSession): unknown => ends.set(end, (ends.get(end) ?? 0) + 1);
    let session = this.session();
    let acts = 0;
    while (performance.now() < until && !this.spent) {
      if (session.ended || session.goaway !== undefined) {
        note(session);
        session.destroy();
        session = this.session();
      }
      for (let at = 0; at < batch && !this.spent; at += 1) act(session);
      acts += batch;
      await delay(1);
      await session.drained();
    }
    note(session);
    return `${acts} x, ${[...ends].map(([end, count]) => `${end} x${count}`).join(", ")}`;
  }

  /** Hangs up all sessions. */
  end(): void {
    for (const session of this.#sessions) session.destroy();
  }
}

/** Returns how many streams of sessions were answered and reset, for the report. */
export function answersOf(sessions: readonly RawSession[]): string {
  const sum = (count: (session: RawSession) => number): number => sessions.reduce((all, session) => all + count(session), 0);
  return `${sum(({ answered }) => answered.size)} answered, ${sum(({ resets }) => resets)} reset`;
}
