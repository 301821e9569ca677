/**
 * Everything that one end of a connection knows. The effects and guards of the transition table work on it; nothing outside of
 * this folder sees it.
 *
 * @module
 */
import { type Decompressor, decompressor, SenderCompression, type CompressionUse } from "../compression/index.ts";
import type { Issue } from "../layout/errors.ts";
import type { LimitValues } from "../layout/limits.ts";
import type { CompressionChoice } from "../schema/headers/index.ts";
import { limit, type LimitName } from "../schema/limits.ts";
import type { ConnectionEvent, ConnectionRole, ConnectionState } from "../schema/states/index.ts";
import { FrameDecoder } from "../wire/decoder.ts";
import { methodOf } from "../wire/handshake/index.ts";
import { Allowance } from "./allowance.ts";
import { Backlog } from "./backlog.ts";
import type { ClientOpening } from "./client-opening.ts";
import type { CloseWish, ErrorFrame } from "./close-code.ts";
import { Held } from "./held.ts";
import { Inbox } from "./inbox.ts";
import { Liveness } from "./liveness.ts";
import type { Message, SendOptions } from "./message.ts";
import { Outbox } from "./outbox.ts";
import { Pings } from "./pings.ts";
import type { Application, Opened, Stream, Surroundings } from "./ports.ts";
import { Rate } from "./rate.ts";
import type { CloseReport } from "./report.ts";
import type { ServerOpening } from "./server-opening.ts";
import { Counts } from "./statistics.ts";
import { beginnings, type Node } from "./table.ts";
import { CloseTimer, FlushTimer, type Timer } from "./timers.ts";

/** The limits of a connection by name, each in the unit of its entry in {@link limit}. */
export type ConnectionLimits = LimitValues<LimitName>;

/** What a connection is made with. */
export interface CoreOptions {
  /** The HTTP stream below. */
  readonly stream: Stream;
  /** The application above. */
  readonly application: Application;
  /** Clock and randomness. */
  readonly surroundings: Surroundings;
  /** Limits that differ from their defaults; 0 for `pingAfter` and `emptyFrames` switches them off. */
  readonly limits?: Partial<ConnectionLimits>;
  /** How messages are compressed where a method was agreed. */
  readonly use?: CompressionUse;
}

/** What came, while an event is worked on. */
export interface Incoming {
  octets: Uint8Array;
  message: Message | undefined;
  data: Uint8Array;
  error: ErrorFrame | undefined;
  fault: Issue | undefined;
  /** What HTTP said, in words. */
  seen: string;
  /** The error code of RST_STREAM. */
  reset: number | undefined;
}

/** What the application wants, while an event is worked on. */
export interface Wish {
  message: Message | undefined;
  options: SendOptions | undefined;
  /** Whether the message was taken. */
  taken: boolean;
  close: CloseWish;
}

const NOTHING = new Uint8Array(0);

/** What most connections agree on; they share it. */
const PLAIN: Opened = { compression: null, protocol: null };

/** Of connections without compression, which leave nothing unread. */
const NO_BACKLOG = new Backlog();
const NO_ALLOWANCE = new Allowance();

/** What may come only so often, by the limit on it. */
const rates = { pings: "pings", emptyMessages: "emptyFrames", emptyData: "emptyFrames" } as const satisfies Record<string, LimitName>;

/** Something that may come only so often. */
export type RateName = keyof typeof rates;

/** One end of a connection. */
export class Life {
  readonly role: ConnectionRole;
  readonly stream: Stream;
  readonly application: Application;
  readonly surroundings: Surroundings;
  readonly limits: ConnectionLimits;
  readonly outbox = new Outbox();
  readonly inbox: Inbox;
  readonly pings = new Pings();
  readonly counts = new Counts();
  /** What is counted against a limit, from the first time on. */
  #rates: Partial<Record<RateName, Rate>> | undefined;
  readonly begun: number;
  readonly incoming: Incoming = { octets: NOTHING, message: undefined, data: NOTHING, error: undefined, fault: undefined, seen: "", reset: undefined };
  readonly wish: Wish = { message: undefined, options: undefined, taken: false, close: { reason: "" } };
  readonly #use: CompressionUse | undefined;
  node: Node;
  /** The state in which the event came that is worked on, and the event. */
  from: ConnectionState;
  event: ConnectionEvent | undefined;
  #timer: Timer | undefined;
  /** The timer that runs, where octets that come or go, or pings, start it anew. */
  liveness: Liveness | undefined;
  closeTimer: CloseTimer | undefined;
  flushTimer: FlushTimer | undefined;
  /** The peer's error frame, and the fault that this end found. */
  peerError: ErrorFrame | undefined;
  fault: Issue | undefined;
  /** How the connection ended, until the application has been told. */
  report: CloseReport | undefined;
  peerEnded = false;
  ended = false;
  withheld = false;
  /** Octets kept until the decision. */
  readonly held = new Held();
  /** What is not read yet, and how much more may be decompressed in this turn. */
  backlog = NO_BACKLOG;
  allowance = NO_ALLOWANCE;
  opened = PLAIN;
  decoder: FrameDecoder | undefined;
  decompressor: Decompressor | undefined;
  sender: SenderCompression | undefined;
  /** The limit of this end that the peer went over, for which this end closes. */
  overLimit: string | undefined;
  /** What is known of the opening by this role; see client-opening.ts and server-opening.ts. */
  readonly opening: ClientOpening | ServerOpening;

  constructor(role: ConnectionRole, opening: ClientOpening | ServerOpening, options: CoreOptions) {
    const limits = limit.configure(options.limits);
    this.role = role;
    this.opening = opening;
    this.stream = options.stream;
    this.application = options.application;
    this.surroundings = options.surroundings;
    this.limits = limits;
    this.#use = options.use;
    this.inbox = new Inbox(limits);
    this.begun = this.now;
    this.node = beginnings[role];
    this.from = this.node.state;
  }

  /** The time in ms. */
  get now(): number {
    return this.surroundings.clock();
  }

  get state(): ConnectionState {
    return this.node.state;
  }

  /** Counts something that may come only so often. @returns whether it was one too many */
  tooOften(what: RateName): boolean {
    const name = rates[what];
    const rate = ((this.#rates ??= {})[what] ??= new Rate(this.limits[name], limit.entry(name).within ?? 0));
    return rate.over(this.now);
  }

  /** The handshake has agreed on something: frames can be read and messages compressed. */
  agree(compression: CompressionChoice | null, protocol: string | null): void {
    const { message } = this.limits;
    this.opened = compression === null && protocol === null ? PLAIN : { compression, protocol };
    this.decoder = new FrameDecoder({ message, compression: methodOf(compression) });
    if (compression === null) return;
    this.decompressor = decompressor(compression, { message });
    this.backlog = new Backlog();
    this.allowance = new Allowance();
    this.sender = new SenderCompression(compression, this.#use);
  }

  /** The timer that runs. */
  get timer(): Timer | undefined {
    return this.#timer;
  }

  set timer(timer: Timer | undefined) {
    this.#timer = timer;
    this.liveness = timer instanceof Liveness ? timer : undefined;
    this.closeTimer = timer instanceof CloseTimer ? timer : undefined;
    this.flushTimer = timer instanceof FlushTimer ? timer : undefined;
  }

  /** The timer that can still go off: none where the stream is gone, and nobody answers pings behind END_STREAM. */
  get running(): Timer | undefined {
    const { backlog } = this;
    if (backlog.gone || (backlog.ended && this.liveness !== undefined)) return undefined;
    return this.#timer;
  }

  /** Gives up what a closed connection does not need. */
  release(): void {
    this.timer = undefined;
    this.held.take();
    this.backlog.drop();
    this.decoder = undefined;
    this.decompressor = undefined;
    this.sender = undefined;
  }
}
