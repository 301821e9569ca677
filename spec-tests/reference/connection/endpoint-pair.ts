/**
 * Two ends connected in memory. The parts that one end sends stay in `outgoing` until the test delivers them, whole or in pieces. The
 * octets that it takes count as sent when the test says so.
 */
import { nodeCompression } from "../../../reference/compression/index.ts";
import type { FieldLines } from "../../../reference/wire/index.ts";
import {
  type Application,
  ClientCore,
  type ClientCoreOptions,
  type CloseReport,
  type ConnectionCore,
  type CoreOptions,
  type FailedRequest,
  type Message,
  type Negotiated,
  type OpeningFailure,
  type ResetCode,
  ServerCore,
  type Stream,
  type TurnScheduler,
} from "../../../reference/connection/index.ts";

/** One part of the stream from one end to the other. */
export type StreamPart =
  | { readonly is: "headers"; readonly fields: FieldLines; readonly ended: boolean }
  | { readonly is: "octets"; readonly octets: Uint8Array }
  | { readonly is: "end" }
  | { readonly is: "reset"; readonly code: ResetCode };

/** A call of the application. */
export type ApplicationCall =
  | readonly ["opened", Negotiated]
  | readonly ["message", Message]
  | readonly ["failed", OpeningFailure | FailedRequest]
  | readonly ["closed", CloseReport]
  | readonly ["openingAborted"];

const RESET: Readonly<Record<ResetCode, number>> = { NO_ERROR: 0, CANCEL: 8 };

/** The stream window that each end has, in octets. */
export const WINDOW = 65536;

/** One end, with its stream and its application. */
export class TestEndpoint<C extends ConnectionCore = ConnectionCore> implements Stream, Application {
  core!: C;
  readonly calls: ApplicationCall[] = [];
  /** The parts sent but not delivered. */
  readonly outgoing: StreamPart[] = [];
  /** The octets taken but not sent. */
  unsent = 0;
  writeScheduled = false;
  readScheduled = false;
  receivePaused = false;
  ended = false;
  resetSent = false;
  /** Whether the path drops the parts that this end sends. */
  cutOff = false;
  /** The window that this end has not returned to its peer, in octets. */
  withheldWindow = 0;
  /** The window that this end may still use, in octets. */
  window = WINDOW;
  /** Decides on a request, on a server. */
  decide: () => void = () => undefined;
  onMessage: (message: Message) => void = () => undefined;
  onOpened: () => void = () => undefined;

  #send(part: StreamPart): void {
    if (!this.cutOff) this.outgoing.push(part);
  }

  sendHeaders(fields: FieldLines): void {
    this.#send({ is: "headers", fields, ended: false });
  }

  sendResponse(fields: FieldLines, content: Uint8Array): void {
    this.#send({ is: "headers", fields, ended: content.length === 0 });
    if (content.length === 0) return;
    this.#send({ is: "octets", octets: content });
    this.sendEndStream();
  }

  scheduleWrite(): void {
    this.writeScheduled = true;
  }

  sendEndStream(): void {
    if (this.ended || this.resetSent) throw new Error("END_STREAM twice or after RST_STREAM");
    this.ended = true;
    this.#send({ is: "end" });
  }

  sendReset(code: ResetCode): void {
    if (this.resetSent) throw new Error("RST_STREAM twice");
    this.resetSent = true;
    this.#send({ is: "reset", code });
  }

  setReceivePaused(paused: boolean): void {
    this.receivePaused = paused;
  }

  /** The turns shared with other endpoints. */
  turns: TurnScheduler | undefined;

  scheduleRead(): void {
    this.readScheduled = true;
    this.turns?.schedule(this);
  }

  takeTurn(): void {
    this.runTurn();
  }

  /** Runs the scheduled read. @returns whether a read was scheduled */
  runTurn(): boolean {
    if (!this.readScheduled) return false;
    this.readScheduled = false;
    this.core.resumeReading();
    return true;
  }

  windowForPeer(): number {
    return WINDOW - this.withheldWindow;
  }

  request(): void {
    this.decide();
  }

  opened(negotiated: Negotiated): void {
    this.calls.push(["opened", negotiated]);
    this.onOpened();
  }

  message(message: Message): void {
    this.calls.push(["message", message]);
    this.onMessage(message);
  }

  failed(failure: OpeningFailure | FailedRequest): void {
    this.calls.push(["failed", failure]);
  }

  closed(report: CloseReport): void {
    this.calls.push(["closed", report]);
  }

  openingAborted(): void {
    this.calls.push(["openingAborted"]);
  }

  /** Takes octets and puts them into `outgoing`. @returns whether octets were available */
  take(most = WINDOW): boolean {
    if (this.window === 0) return false;
    const octets = this.core.take(Math.max(1, Math.min(most, this.window)));
    if (octets === undefined) {
      this.writeScheduled = false;
      return false;
    }
    if (this.ended || this.resetSent) throw new Error("octets after END_STREAM or RST_STREAM");
    this.window -= octets.length;
    this.unsent += octets.length;
    this.#send({ is: "octets", octets: octets.slice() });
    return true;
  }

  /** Reports taken octets as sent. */
  sent(octets = this.unsent): void {
    this.unsent -= octets;
    this.core.sent(octets);
  }

  /** Returns the arguments of the calls of one kind. */
  callsOf<K extends ApplicationCall[0]>(kind: K): Extract<ApplicationCall, readonly [K, ...unknown[]]>[1][] {
    return this.calls.filter(([each]) => each === kind).map((each) => each[1] as never);
  }

  /** The messages delivered. */
  get messages(): Message[] {
    return this.callsOf("message");
  }
}

/** Options of a pair. */
export interface PairOptions {
  readonly client?: Partial<ClientCoreOptions>;
  readonly server?: Partial<CoreOptions>;
  /** The turns that the server shares with others. */
  readonly turns?: TurnScheduler;
}

/** A client and a server with a clock, and a counter in place of random octets. */
export class EndpointPair {
  now = 0;
  #seed = 0;
  readonly client = new TestEndpoint<ClientCore>();
  readonly server = new TestEndpoint<ServerCore>();

  constructor(options: PairOptions = {}) {
    const environment = { clock: () => this.now, random: (octets: number) => this.#random(octets), compression: nodeCompression };
    this.client.core = new ClientCore({ stream: this.client, application: this.client, environment, ...options.client });
    const { turns } = options;
    const shared = turns === undefined ? environment : { ...environment, turns };
    this.server.turns = turns;
    this.server.core = new ServerCore({ stream: this.server, application: this.server, environment: shared, ...options.server });
    this.server.decide = () => this.server.core.accept();
  }

  #random(octets: number): Uint8Array {
    this.#seed += 1;
    return new Uint8Array(octets).fill(this.#seed);
  }

  get endpoints(): readonly [TestEndpoint<ClientCore>, TestEndpoint<ServerCore>] {
    return [this.client, this.server];
  }

  /** Returns the other end. */
  peerOf(end: TestEndpoint): TestEndpoint {
    return end === this.client ? this.server : this.client;
  }

  /** Delivers the next part from an end, or only its first `most` octets. @returns whether a part was outgoing */
  deliver(from: TestEndpoint, most = Infinity): boolean {
    const [first] = from.outgoing;
    if (first === undefined) return false;
    const to = this.peerOf(from);
    if (first.is === "octets" && first.octets.length > most) {
      from.outgoing[0] = { is: "octets", octets: first.octets.subarray(most) };
      this.#receive(from, to, first.octets.subarray(0, most));
      return true;
    }
    from.outgoing.shift();
    if (first.is === "octets") this.#receive(from, to, first.octets);
    else if (first.is === "headers") this.#headers(to, first.fields, first.ended);
    else if (first.is === "end") to.core.receiveEndStream();
    else to.core.receiveReset(RESET[first.code]);
    return true;
  }

  #receive(from: TestEndpoint, to: TestEndpoint, octets: Uint8Array): void {
    to.withheldWindow += octets.length;
    to.core.receiveData(octets);
    this.releaseWindow(from);
  }

  /** Returns window to an end, unless its peer has paused receiving. */
  releaseWindow(from: TestEndpoint): void {
    const to = this.peerOf(from);
    if (to.receivePaused) return;
    from.window += to.withheldWindow;
    to.withheldWindow = 0;
  }

  #headers(to: TestEndpoint, fields: FieldLines, ended: boolean): void {
    if (to === this.client) this.client.core.receiveHeaders(fields, ended);
    else this.server.core.receiveRequest(fields, ended, this.policy);
  }

  /** The policy of the server. */
  policy: Parameters<ServerCore["receiveRequest"]>[2] = {};

  /** Sends the request. */
  open(options: Partial<Parameters<ClientCore["sendRequest"]>[0]> = {}): this {
    this.client.core.sendRequest({ authority: "example.com", path: "/chat", ...options });
    return this;
  }

  /** Delivers parts and runs reads until both ends wait. */
  settle(): this {
    for (let active = true; active; ) {
      active = false;
      for (const end of this.endpoints) {
        while (end.runTurn()) active = true;
        while (end.take()) active = true;
        if (end.unsent > 0) {
          end.sent();
          active = true;
        }
        while (this.deliver(end)) active = true;
      }
    }
    return this;
  }

  /** Advances the clock and runs the timers that are due in between. @param ms - the duration */
  advance(ms: number): this {
    const until = this.now + ms;
    for (;;) {
      const due = this.endpoints.map(({ core }) => core.deadline ?? Infinity);
      const next = Math.min(...due);
      if (next > until) break;
      this.now = Math.max(this.now, next);
      for (const { core } of this.endpoints) if ((core.deadline ?? Infinity) <= this.now) core.handleTimeout();
      this.settle();
    }
    this.now = until;
    return this;
  }
}
