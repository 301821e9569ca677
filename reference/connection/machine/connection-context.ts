/**
 * The data of one end of a connection, and the step from one state to the next. Guards and effects of the transition table work on it;
 * it is not visible outside of `connection/`.
 *
 * @module
 */
import type { ByteBuffer } from "../../bytes/byte-buffer.ts";
import type { Decompressor } from "../../compression/compressor.ts";
import { implementationOf, parseChoice } from "../../compression/method.ts";
import { type MessageCompressionOptions, SelectiveCompressor } from "../../compression/selective-compressor.ts";
import { type Issue, LocalError } from "../../layout/errors.ts";
import type { CompressionChoice, CompressionMethod } from "../../schema/headers/index.ts";
import { limit, type LimitName } from "../../schema/limits.ts";
import type { ConnectionEvent, ConnectionRole, ConnectionState } from "../../schema/states/index.ts";
import { FrameDecoder } from "../../wire/frame-decoder.ts";
import type { CompressionName } from "../../wire/frame-types.ts";
import type { ConnectionLimits } from "../../wire/generated/limits.ts";
import { compressionMethods, compressionNameOf } from "../../wire/handshake/index.ts";
import type { Application, Environment, Negotiated, Stream } from "../interfaces.ts";
import type { BudgetWaiter, MessageBudget } from "../limits/message-budget.ts";
import type { RateLimiter } from "../limits/rate-limiter.ts";
import { WorkBudget } from "../limits/work-budget.ts";
import type { Message, SendableMessage, SendOptions } from "../message.ts";
import type { ClientOpening } from "../opening/client-opening.ts";
import type { ServerOpening } from "../opening/server-opening.ts";
import { Backlog } from "../queues/backlog.ts";
import { Inbox } from "../queues/inbox.ts";
import { Outbox } from "../queues/outbox.ts";
import { OutstandingPings } from "../queues/outstanding-pings.ts";
import type { CloseRequest, ErrorFrame } from "../reports/close-code.ts";
import type { CloseReport } from "../reports/close-report.ts";
import { StatisticsCounter } from "../reports/statistics.ts";
import { Liveness } from "../timers/liveness.ts";
import { CloseTimer, FlushTimer, type Timer } from "../timers/timer.ts";
import type { StateNode, Transition } from "./state-node.ts";

/** Options of one end of a connection. */
export interface CoreOptions {
  /** The HTTP stream below. */
  readonly stream: Stream;
  /** The application above. */
  readonly application: Application;
  /** Clock, randomness and compression methods. */
  readonly environment: Environment;
  /** Limits that differ from their defaults. 0 disables `pingAfter` and `openings`. */
  readonly limits?: Partial<ConnectionLimits>;
  /** Whether this end announces its `message` limit in the handshake (Section "Message Limit"); default `true`. */
  readonly announceLimit?: boolean;
  /** Selects the messages to compress if a method was negotiated. The default is {@link defaultCompressionOptions}. */
  readonly use?: MessageCompressionOptions;
  /** The budget that this connection shares with others. By default no budget bounds the messages that wait on several connections. */
  readonly messageBudget?: MessageBudget;
}

/** The input from the peer that the current event is about. */
export interface PeerInput {
  octets: Uint8Array;
  message: Message | undefined;
  /** The Data of a ping or pong. */
  data: Uint8Array;
  error: ErrorFrame | undefined;
  /** What was observed, if the event is one of HTTP; empty for other events. */
  seen: string;
  /** The error code of RST_STREAM. */
  reset: number | undefined;
}

/** The message that the application sends in the current event. */
export interface SendRequest {
  readonly message: SendableMessage;
  readonly options: SendOptions | undefined;
  /** Whether the message was queued. */
  queued: boolean;
}

const EMPTY = new Uint8Array(0);

/** Shared by all connections that have not been closed. */
const NO_CODE: CloseRequest = { reason: "" };

/** Shared by all connections without compression and subprotocol. */
const NOTHING_NEGOTIATED: Negotiated = { compression: null, protocol: null };

/** Shared by all connections without compression, which read every frame at once. */
const UNUSED_BACKLOG = new Backlog();
const UNUSED_BUDGET = new WorkBudget();

/** One end of a connection. */
export class ConnectionContext implements BudgetWaiter {
  readonly role: ConnectionRole;
  readonly stream: Stream;
  readonly application: Application;
  readonly environment: Environment;
  readonly limits: ConnectionLimits;
  /** Whether this end announces its `message` limit. */
  readonly announcesLimit: boolean;
  /** The message limit that the peer announced, in octets. */
  peerMessageLimit: number | undefined;
  readonly outbox = new Outbox();
  readonly inbox: Inbox;
  readonly messageBudget: MessageBudget | undefined;
  /** The octets of this connection that the budget has counted. */
  budgetedOctets = 0;
  readonly pings = new OutstandingPings();
  readonly statistics = new StatisticsCounter();
  /** The counter of the peer's pings, created at the first that counts. */
  pingLimiter: RateLimiter | undefined;
  readonly incoming: PeerInput = { octets: EMPTY, message: undefined, data: EMPTY, error: undefined, seen: "", reset: undefined };
  /** `undefined` outside of the event `send`. */
  sendRequest: SendRequest | undefined;
  /** The close that the application has requested. */
  closeRequest = NO_CODE;
  readonly #use: MessageCompressionOptions | undefined;
  node: StateNode<ConnectionContext>;
  /** The current event, and the state in which it occurred. */
  event: ConnectionEvent | undefined;
  previousState: ConnectionState;
  #timer: Timer | undefined;
  /** The running timer, under the name of its kind. */
  liveness: Liveness | undefined;
  closeTimer: CloseTimer | undefined;
  flushTimer: FlushTimer | undefined;
  /** The peer's error frame. */
  peerError: ErrorFrame | undefined;
  /** The fault that this end found in the peer's octets. */
  fault: Issue | undefined;
  /** The report of the end, until the application has received it. */
  report: CloseReport | undefined;
  peerEnded = false;
  localEnded = false;
  receivePaused = false;
  /** Octets received before the server's decision on the handshake; `undefined` without any. */
  heldOctets: ByteBuffer | undefined;
  /** Input that this end has received but not read. */
  backlog = UNUSED_BACKLOG;
  /** The work that compression and decompression may still do in this turn. */
  budget = UNUSED_BUDGET;
  negotiated = NOTHING_NEGOTIATED;
  decoder: FrameDecoder<CompressionName> | undefined;
  decompressor: Decompressor | undefined;
  messageCompressor: SelectiveCompressor | undefined;
  /** The limit that the peer exceeded, if this end closes for it. */
  exceededLimit: LimitName | undefined;
  /** The data of the handshake, by role. */
  opening: ClientOpening | ServerOpening;

  /** @throws {@link LocalError} if a limit is unknown or out of range */
  constructor(role: ConnectionRole, initial: StateNode<ConnectionContext>, opening: ClientOpening | ServerOpening, options: CoreOptions) {
    const limits = limit.configure(options.limits, "limits");
    this.role = role;
    this.opening = opening;
    this.stream = options.stream;
    this.application = options.application;
    this.environment = options.environment;
    this.limits = limits;
    this.announcesLimit = options.announceLimit ?? true;
    this.#use = options.use;
    this.inbox = new Inbox(limits);
    this.messageBudget = options.messageBudget;
    opening.startedAt = this.exactTime;
    this.node = initial;
    this.previousState = initial.state;
  }

  /** The time in ms, rounded up: a connection stores several times, and JavaScript stores whole numbers without an object each. */
  get now(): number {
    return Math.ceil(this.environment.clock());
  }

  /** The time in ms, with fractions. */
  get exactTime(): number {
    return this.environment.clock();
  }

  get state(): ConnectionState {
    return this.node.state;
  }

  /** The data of a client's handshake; only valid in the role of client. */
  get clientOpening(): ClientOpening {
    return this.opening as ClientOpening;
  }

  /** The data of a server's handshake; only valid in the role of server. */
  get serverOpening(): ServerOpening {
    return this.opening as ServerOpening;
  }

  /**
   * Handles one event: finds the first row whose guard holds, changes the state, runs the effects of the row. The state changes first,
   * since effects can fire further events.
   *
   * @param rows - the rows of the event in this state. Frequent events pass them, which avoids the lookup by name.
   * @throws {@link LocalError} if the event is impossible in this state: the caller reported something that HTTP does not do
   */
  fire(event: ConnectionEvent, rows: readonly Transition<ConnectionContext>[] = this.node.on[event]): void {
    const row = this.#matchingRow(rows);
    if (row === undefined) throw new LocalError(event, `does not happen in the state ${this.node.state}`);
    const { to, effects } = row;
    this.previousState = this.node.state;
    this.event = event;
    this.node = to;
    for (const effect of effects) effect(this);
    if (to.state === "closed" && this.previousState !== "closed") this.#release();
  }

  /** Whether octets are read as frames now: not before the reply, and not after the peer's error frame or a fault. */
  get readsFrames(): boolean {
    return this.node.alwaysReads || this.#matchingRow(this.node.on.octets)?.parses === true;
  }

  #matchingRow(rows: readonly Transition<ConnectionContext>[]): Transition<ConnectionContext> | undefined {
    for (const row of rows) if (row.guard === undefined || row.guard(this)) return row;
    return undefined;
  }

  /** The option with which a request or a 200 announces the message limit; empty if this end announces none. */
  get announcement(): { readonly messageLimit?: number } {
    return this.announcesLimit ? { messageLimit: this.limits.message } : {};
  }

  /** Applies the result of the handshake: creates the frame decoder, and the compressor and decompressor of the negotiated method. */
  applyNegotiation(compression: CompressionChoice | null, protocol: string | null): void {
    const { message } = this.limits;
    this.negotiated = compression === null && protocol === null ? NOTHING_NEGOTIATED : { compression, protocol };
    this.decoder = new FrameDecoder({ message, compression: compressionNameOf(compression) });
    if (compression === null) return;
    const { name, parameter } = parseChoice(compression);
    const method = implementationOf(name, this.environment.compression);
    this.decompressor = method.decompressor(parameter, { message });
    this.backlog = new Backlog();
    this.budget = this.environment.turns?.budget ?? new WorkBudget();
    this.messageCompressor = new SelectiveCompressor(name, method.compressor(parameter), this.#use);
  }

  /** @throws {@link LocalError} if a compression method has no implementation on this platform */
  assertImplemented(methods: Readonly<Partial<Record<CompressionMethod, unknown>>> | undefined): void {
    const used = compressionMethods.filter((name) => methods?.[name] !== undefined);
    for (const name of used) implementationOf(name, this.environment.compression);
  }

  /** @see {@link BudgetWaiter.budgetReleased} */
  budgetReleased(): void {
    this.stream.scheduleRead();
  }

  /** The running timer. */
  get timer(): Timer | undefined {
    return this.#timer;
  }

  set timer(timer: Timer | undefined) {
    this.#timer = timer;
    this.liveness = timer instanceof Liveness ? timer : undefined;
    this.closeTimer = timer instanceof CloseTimer ? timer : undefined;
    this.flushTimer = timer instanceof FlushTimer ? timer : undefined;
  }

  /** The running timer, unless it has no purpose: the stream is gone, or it is {@link Liveness} and the peer has sent END_STREAM. */
  get activeTimer(): Timer | undefined {
    const { backlog } = this;
    if (backlog.streamGone || (backlog.peerEnded && this.liveness !== undefined)) return undefined;
    return this.#timer;
  }

  /** Releases the memory that a closed connection does not need. */
  #release(): void {
    this.timer = undefined;
    this.heldOctets = undefined;
    this.pings.drop();
    this.backlog.drop();
    this.decoder = undefined;
    this.decompressor = undefined;
    this.messageCompressor = undefined;
  }
}
