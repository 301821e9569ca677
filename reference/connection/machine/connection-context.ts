/**
 * Everything that one end of a connection knows. The effects and guards of the transition table work on it; nothing outside of
 * this folder sees it.
 *
 * @module
 */
import { type Decompressor, decompressor, MessageCompressor, type MessageCompressionOptions } from "../../compression/index.ts";
import type { Issue } from "../../layout/errors.ts";
import type { LimitValues } from "../../layout/limits.ts";
import type { CompressionChoice } from "../../schema/headers/index.ts";
import { limit, type LimitName } from "../../schema/limits.ts";
import type { ConnectionEvent, ConnectionRole, ConnectionState } from "../../schema/states/index.ts";
import { type CompressionName, FrameDecoder } from "../../wire/frame-decoder.ts";
import { compressionNameOf } from "../../wire/handshake/index.ts";
import { DecompressionBudget } from "../queues/decompression-budget.ts";
import { Backlog } from "../queues/backlog.ts";
import type { ClientOpening } from "../opening/client-opening.ts";
import type { CloseRequest, ErrorFrame } from "../reports/close-code.ts";
import { ByteBuffer } from "../../bytes/byte-buffer.ts";
import { Inbox } from "../queues/inbox.ts";
import { Liveness } from "../timers/liveness.ts";
import type { Message, SendOptions } from "../messages/message.ts";
import { Outbox } from "../queues/outbox.ts";
import { OutstandingPings } from "../timers/outstanding-pings.ts";
import type { Application, Negotiated, Stream, Environment } from "../interfaces.ts";
import { RateLimiter } from "../timers/rate-limiter.ts";
import type { CloseReport } from "../reports/close-report.ts";
import type { ServerOpening } from "../opening/server-opening.ts";
import { StatisticsCounter } from "../reports/statistics.ts";
import { initialNodes, type StateNode } from "./transition-table.ts";
import { CloseTimer, FlushTimer, type Timer } from "../timers/timer.ts";

/** The limits of a connection by name, each in the unit of its entry in {@link limit}. */
export type ConnectionLimits = LimitValues<LimitName>;

/** What a connection is made with. */
export interface CoreOptions {
  /** The HTTP stream below. */
  readonly stream: Stream;
  /** The application above. */
  readonly application: Application;
  /** Clock and randomness. */
  readonly environment: Environment;
  /** Limits that differ from their defaults; 0 for `pingAfter` and `emptyFrames` switches them off. */
  readonly limits?: Partial<ConnectionLimits>;
  /** How messages are compressed where a method was agreed. */
  readonly use?: MessageCompressionOptions;
}

/** What came, while an event is worked on. */
export interface PeerInput {
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
export interface LocalRequest {
  message: Message | undefined;
  options: SendOptions | undefined;
  /** Whether the message was taken. */
  taken: boolean;
  close: CloseRequest;
}

const EMPTY = new Uint8Array(0);

/** What most connections agree on; they share it. */
const NOTHING_NEGOTIATED: Negotiated = { compression: null, protocol: null };

/** Of connections without compression, which leave nothing unread. */
const UNUSED_BACKLOG = new Backlog();
const UNUSED_BUDGET = new DecompressionBudget();

/** What may come only so often, by the limit on it. */
const limitOfRate = { pings: "pings", emptyMessages: "emptyFrames", emptyData: "emptyFrames" } as const satisfies Record<string, LimitName>;

/** Something that may come only so often. */
export type RateLimitName = keyof typeof limitOfRate;

/** One end of a connection. */
export class ConnectionContext {
  readonly role: ConnectionRole;
  readonly stream: Stream;
  readonly application: Application;
  readonly environment: Environment;
  readonly limits: ConnectionLimits;
  readonly outbox = new Outbox();
  readonly inbox: Inbox;
  readonly pings = new OutstandingPings();
  readonly statistics = new StatisticsCounter();
  /** What is counted against a limit, from the first time on. */
  #rateLimiters: Partial<Record<RateLimitName, RateLimiter>> | undefined;
  readonly startedAt: number;
  readonly incoming: PeerInput = { octets: EMPTY, message: undefined, data: EMPTY, error: undefined, fault: undefined, seen: "", reset: undefined };
  readonly localRequest: LocalRequest = { message: undefined, options: undefined, taken: false, close: { reason: "" } };
  readonly #use: MessageCompressionOptions | undefined;
  node: StateNode;
  /** The state in which the event came that is worked on, and the event. */
  previousState: ConnectionState;
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
  localEnded = false;
  receivePaused = false;
  /** Octets kept until the decision. */
  readonly earlyData = new ByteBuffer();
  /** What is not read yet, and how much more may be decompressed in this turn. */
  backlog = UNUSED_BACKLOG;
  budget = UNUSED_BUDGET;
  negotiated = NOTHING_NEGOTIATED;
  decoder: FrameDecoder<CompressionName> | undefined;
  decompressor: Decompressor | undefined;
  messageCompressor: MessageCompressor | undefined;
  /** The limit of this end that the peer went over, for which this end closes. */
  exceededLimit: string | undefined;
  /** What is known of the opening by this role; see client-opening.ts and server-opening.ts. */
  readonly opening: ClientOpening | ServerOpening;

  constructor(role: ConnectionRole, opening: ClientOpening | ServerOpening, options: CoreOptions) {
    const limits = limit.configure(options.limits);
    this.role = role;
    this.opening = opening;
    this.stream = options.stream;
    this.application = options.application;
    this.environment = options.environment;
    this.limits = limits;
    this.#use = options.use;
    this.inbox = new Inbox(limits);
    this.startedAt = this.now;
    this.node = initialNodes[role];
    this.previousState = this.node.state;
  }

  /** The time in ms. */
  get now(): number {
    return this.environment.clock();
  }

  get state(): ConnectionState {
    return this.node.state;
  }

  /** Counts something that may come only so often. @returns whether it was one too many */
  exceedsRate(what: RateLimitName): boolean {
    const name = limitOfRate[what];
    const rate = ((this.#rateLimiters ??= {})[what] ??= new RateLimiter(this.limits[name], limit.entry(name).within ?? 0));
    return rate.overLimit(this.now);
  }

  /** The handshake has agreed on something: frames can be read and messages compressed. */
  applyNegotiation(compression: CompressionChoice | null, protocol: string | null): void {
    const { message } = this.limits;
    this.negotiated = compression === null && protocol === null ? NOTHING_NEGOTIATED : { compression, protocol };
    this.decoder = new FrameDecoder({ message, compression: compressionNameOf(compression) });
    if (compression === null) return;
    this.decompressor = decompressor(compression, { message });
    this.backlog = new Backlog();
    this.budget = new DecompressionBudget();
    this.messageCompressor = new MessageCompressor(compression, this.#use);
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
  get activeTimer(): Timer | undefined {
    const { backlog } = this;
    if (backlog.streamGone || (backlog.peerEnded && this.liveness !== undefined)) return undefined;
    return this.#timer;
  }

  /** Gives up what a closed connection does not need. */
  release(): void {
    this.timer = undefined;
    this.earlyData.take();
    this.backlog.drop();
    this.decoder = undefined;
    this.decompressor = undefined;
    this.messageCompressor = undefined;
  }
}
