/**
 * Two ends wired together in memory: what one sends waits on its way until a test lets it arrive, whole or in pieces, and what was
 * taken has gone out when the test says so.
 */
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
} from "../../../reference/connection/index.ts";

/** What is on its way from one end to the other. */
export type StreamPart =
  | { readonly is: "headers"; readonly fields: FieldLines; readonly ended: boolean }
  | { readonly is: "octets"; readonly octets: Uint8Array }
  | { readonly is: "end" }
  | { readonly is: "reset"; readonly code: ResetCode };

/** What an application was told, in order. */
export type ApplicationCall =
  | readonly ["opened", Negotiated]
  | readonly ["message", Message]
  | readonly ["failed", OpeningFailure | FailedRequest]
  | readonly ["closed", CloseReport]
  | readonly ["openingBrokenOff"];

const RESET: Readonly<Record<ResetCode, number>> = { NO_ERROR: 0, CANCEL: 8 };

/** The stream window that each end has, in octets. */
export const WINDOW = 65536;

/** One end with what surrounds it. */
export class TestEndpoint<C extends ConnectionCore = ConnectionCore> implements Stream, Application {
  core!: C;
  readonly told: ApplicationCall[] = [];
  readonly way: StreamPart[] = [];
  /** Octets taken that have not gone out. */
  unsent = 0;
  waits = false;
  withheld = false;
  /** Whether the core has asked for another turn. */
  asks = false;
  ended = false;
  resetSent = false;
  /** Something on the path has cut off what this end sends. */
  cut = false;
  /** Octets that the peer has sent while window was withheld, and the window that this end has left. */
  owed = 0;
  window = WINDOW;
  /** What this end decides of a request, if it is a server; by default it accepts. */
  decide: () => void = () => undefined;
  onMessage: (message: Message) => void = () => undefined;
  onOpened: () => void = () => undefined;

  #send(parcel: StreamPart): void {
    if (!this.cut) this.way.push(parcel);
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
    this.waits = true;
  }

  sendEndStream(): void {
    if (this.ended || this.resetSent) throw new Error("END_STREAM twice or behind RST_STREAM");
    this.ended = true;
    this.#send({ is: "end" });
  }

  sendReset(code: ResetCode): void {
    if (this.resetSent) throw new Error("RST_STREAM twice");
    this.resetSent = true;
    this.#send({ is: "reset", code });
  }

  setReceivePaused(withheld: boolean): void {
    this.withheld = withheld;
  }

  scheduleRead(): void {
    this.asks = true;
  }

  /** The turn that was asked for. @returns whether one was */
  turn(): boolean {
    if (!this.asks) return false;
    this.asks = false;
    this.core.resumeReading();
    return true;
  }

  peerWindow(): number {
    return WINDOW - this.owed;
  }

  request(): void {
    this.decide();
  }

  opened(opened: Negotiated): void {
    this.told.push(["opened", opened]);
    this.onOpened();
  }

  message(message: Message): void {
    this.told.push(["message", message]);
    this.onMessage(message);
  }

  failed(failure: OpeningFailure | FailedRequest): void {
    this.told.push(["failed", failure]);
  }

  closed(report: CloseReport): void {
    this.told.push(["closed", report]);
  }

  openingAborted(): void {
    this.told.push(["openingBrokenOff"]);
  }

  /** Takes octets and puts them on their way. @returns whether there were any */
  take(most = WINDOW): boolean {
    if (this.window === 0) return false;
    const octets = this.core.take(Math.max(1, Math.min(most, this.window)));
    if (octets === undefined) {
      this.waits = false;
      return false;
    }
    if (this.ended || this.resetSent) throw new Error("octets behind END_STREAM or RST_STREAM");
    this.window -= octets.length;
    this.unsent += octets.length;
    this.#send({ is: "octets", octets: octets.slice() });
    return true;
  }

  /** Lets so many of the taken octets go out. */
  sent(octets = this.unsent): void {
    this.unsent -= octets;
    this.core.sent(octets);
  }

  /** What the application was told of one kind. */
  of<K extends ApplicationCall[0]>(kind: K): Extract<ApplicationCall, readonly [K, ...unknown[]]>[1][] {
    return this.told.filter(([each]) => each === kind).map((each) => each[1] as never);
  }

  /** The messages that were delivered. */
  get messages(): Message[] {
    return this.of("message");
  }
}

/** What a pair is made with. */
export interface PairOptions {
  readonly client?: Partial<ClientCoreOptions>;
  readonly server?: Partial<CoreOptions>;
}

/** A client and a server, a clock, and random octets that are none. */
export class EndpointPair {
  now = 0;
  #seed = 0;
  readonly client = new TestEndpoint<ClientCore>();
  readonly server = new TestEndpoint<ServerCore>();

  constructor(options: PairOptions = {}) {
    const surroundings = { clock: () => this.now, random: (octets: number) => this.#random(octets) };
    this.client.core = new ClientCore({ stream: this.client, application: this.client, environment: surroundings, ...options.client });
    this.server.core = new ServerCore({ stream: this.server, application: this.server, environment: surroundings, ...options.server });
    this.server.decide = () => this.server.core.accept();
  }

  #random(octets: number): Uint8Array {
    this.#seed += 1;
    return new Uint8Array(octets).fill(this.#seed);
  }

  get endpoints(): readonly [TestEndpoint<ClientCore>, TestEndpoint<ServerCore>] {
    return [this.client, this.server];
  }

  /** The end at the other side. */
  other(end: TestEndpoint): TestEndpoint {
    return end === this.client ? this.server : this.client;
  }

  /** Lets the next parcel from an end arrive; of octets only some, if so wished. @returns whether there was one */
  arrive(from: TestEndpoint, most = Infinity): boolean {
    const [first] = from.way;
    if (first === undefined) return false;
    const to = this.other(from);
    if (first.is === "octets" && first.octets.length > most) {
      from.way[0] = { is: "octets", octets: first.octets.subarray(most) };
      this.#receive(from, to, first.octets.subarray(0, most));
      return true;
    }
    from.way.shift();
    if (first.is === "octets") this.#receive(from, to, first.octets);
    else if (first.is === "headers") this.#headers(to, first.fields, first.ended);
    else if (first.is === "end") to.core.receiveEndStream();
    else to.core.receiveReset(RESET[first.code]);
    return true;
  }

  #receive(from: TestEndpoint, to: TestEndpoint, octets: Uint8Array): void {
    to.owed += octets.length;
    to.core.receiveData(octets);
    this.giveBack(from);
  }

  /** Gives window back to an end, if its peer does not withhold it. */
  giveBack(from: TestEndpoint): void {
    const to = this.other(from);
    if (to.withheld) return;
    from.window += to.owed;
    to.owed = 0;
  }

  #headers(to: TestEndpoint, fields: FieldLines, ended: boolean): void {
    if (to === this.client) this.client.core.receiveHeaders(fields, ended);
    else this.server.core.receiveRequest(fields, ended, this.policy);
  }

  /** What the server wants. */
  policy: Parameters<ServerCore["receiveRequest"]>[2] = {};

  /** Sends the request. */
  open(options: Partial<Parameters<ClientCore["sendRequest"]>[0]> = {}): this {
    this.client.core.sendRequest({ authority: "example.com", path: "/chat", ...options });
    return this;
  }

  /** Everything that can go without the clock goes. */
  flow(): this {
    for (let again = true; again; ) {
      again = false;
      for (const end of this.endpoints) {
        while (end.turn()) again = true;
        while (end.take()) again = true;
        if (end.unsent > 0) {
          end.sent();
          again = true;
        }
        while (this.arrive(end)) again = true;
      }
    }
    return this;
  }

  /** Lets time pass; what is due happens in between. @param ms - how long */
  pass(ms: number): this {
    const until = this.now + ms;
    for (;;) {
      const due = this.endpoints.map(({ core }) => core.deadline ?? Infinity);
      const next = Math.min(...due);
      if (next > until) break;
      this.now = Math.max(this.now, next);
      for (const { core } of this.endpoints) if ((core.deadline ?? Infinity) <= this.now) core.handleTimeout();
      this.flow();
    }
    this.now = until;
    return this;
  }
}
