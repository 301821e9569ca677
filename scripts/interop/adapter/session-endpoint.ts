/**
 * One endpoint of a connection, with a stream, an application and a clock that record its effects.
 *
 * @module
 */
import { nodeCompression } from "../../../reference/compression/index.ts";
import {
  type Application,
  ClientCore,
  type CloseReport,
  type ConnectionLimits,
  type FailedRequest,
  type Message,
  type Negotiated,
  type OpeningFailure,
  type ResetCode,
  ServerCore,
  type Stream,
} from "../../../reference/connection/index.ts";
import { LocalError, toPlain } from "../../../reference/layout/index.ts";
import { FIELD_PREFIX } from "../../../reference/schema/index.ts";
import type { FieldLines } from "../../../reference/wire/index.ts";
import { http2ErrorCode } from "../h2/wire/error-code.ts";
import { parseOctets, compactOctets } from "../format/octets.ts";

/** Returns whether sessions compare a field. Other fields differ between implementations. */
const isComparedField = (name: string): boolean => name === ":status" || name.startsWith(FIELD_PREFIX);

/** An unlimited window, and a time that never comes. */
const UNLIMITED = Infinity;

const NO_OCTETS = new Uint8Array(0);

function failureReport({ check, error, reset, content }: OpeningFailure): object {
  return {
    check,
    ...(error === undefined ? {} : { code: error }),
    ...(reset === undefined ? {} : { reset: http2ErrorCode.find(reset)?.name }),
    ...(content === undefined || content.length === 0 ? {} : { content: compactOctets(content) }),
  };
}

/** Takes the Data of the next ping from the case. @throws RangeError if the case has no more */
function nextPingData(random: string[]): Uint8Array {
  const next = random.shift();
  if (next === undefined) throw new RangeError("expected no further ping: the case has no Data for it");
  return parseOctets(next);
}

/** One endpoint of a connection under test. */
export class SessionEndpoint implements Stream, Application {
  readonly core: ClientCore | ServerCore;
  /** The options of the handshake. */
  readonly settings: object;
  /** The octets that the endpoint may still send. */
  window = UNLIMITED;
  /** The stream window of the peer, in octets. */
  streamWindowOfPeer = 65_536;
  #now = 0;
  /** Octets that were taken from the core and wait for window. */
  #unsent: Uint8Array = NO_OCTETS;
  /** Whether END_STREAM follows the unsent octets. */
  #endPending = false;
  #isClosed = false;
  #decisionRequested = false;
  #sent: object[] = [];
  #applicationEvents: object[] = [];
  #isPaused = false;
  #reportedPaused = false;
  /** Whether the core asked to resume reading. */
  #readScheduled = false;

  /**
   * @param settings - the options of the handshake
   * @param random - the Data of the pings, in order
   */
  constructor(role: "client" | "server", settings: object, limits: Partial<ConnectionLimits>, random: readonly string[]) {
    const remaining = [...random];
    const environment = { clock: () => this.#now, random: () => nextPingData(remaining), compression: nodeCompression };
    const options = { announceLimit: false, ...settings, limits, stream: this, application: this, environment };
    this.settings = settings;
    this.core = role === "client" ? new ClientCore(options) : new ServerCore(options);
  }

  sendHeaders(fields: FieldLines): void {
    const compared = fields.filter(([name]) => isComparedField(name));
    this.#sent.push({ headers: compared.sort(([one], [other]) => (one < other ? -1 : 1)) });
  }

  sendResponse(fields: FieldLines): void {
    this.sendHeaders(fields);
    this.sendEndStream();
  }

  scheduleWrite(): void {
    // takeObserved() takes octets from the core after every input.
  }

  sendEndStream(): void {
    if (this.#unsent.length > 0) this.#endPending = true;
    else this.#sent.push({ endStream: true });
  }

  sendReset(code: ResetCode): void {
    this.closeStream();
    this.#sent.push({ reset: code });
  }

  /** Drops the unsent octets: the stream is reset or lost. */
  closeStream(): void {
    this.#isClosed = true;
    this.#unsent = NO_OCTETS;
  }

  setReceivePaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
  }

  scheduleRead(): void {
    this.#readScheduled = true;
  }

  windowForPeer(): number {
    return this.streamWindowOfPeer;
  }

  request(): void {
    this.#decisionRequested = true;
    this.#applicationEvents.push({ decide: true });
  }

  opened({ compression, protocol }: Negotiated): void {
    this.#applicationEvents.push({ open: { compression, protocol } });
  }

  message(message: Message): void {
    this.#applicationEvents.push({ message: toPlain(message) });
  }

  failed(report: OpeningFailure | FailedRequest): void {
    if (this.core instanceof ClientCore) this.#applicationEvents.push({ failed: failureReport(report as OpeningFailure) });
    else if (this.#decisionRequested) this.#applicationEvents.push({ failed: {} });
  }

  closed({ code, reason, wasClean, check }: CloseReport): void {
    this.#applicationEvents.push({ closed: { code, reason, wasClean, ...(check === undefined ? {} : { check }) } });
  }

  /** Sends a message as the application. */
  send(message: Message): void {
    if (!this.#takes(message)) this.#applicationEvents.push({ taken: false });
  }

  #takes(message: Message): boolean {
    try {
      return this.core.send(message);
    } catch (error) {
      // A message that is longer than the peer accepts: the one mistake that a case of this operation contains.
      if (error instanceof LocalError && error.path === "message") return false;
      throw error;
    }
  }

  /** Changes the stream window of the peer. @param octets - the window */
  changePeerWindow(octets: number): void {
    this.streamWindowOfPeer = octets;
    // The core looks at the window when a timer is due, or earlier.
    this.core.handleTimeout();
  }

  /** Advances the clock; the timers that expire run in order. @param ms - milliseconds */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.core.deadline ?? UNLIMITED; next <= until; next = this.core.deadline ?? UNLIMITED) {
      this.#now = Math.max(this.#now, next);
      this.core.handleTimeout();
      this.#flush();
    }
    this.#now = until;
  }

  /** Returns the effects since the last call. */
  takeObserved(): object {
    this.#flush();
    const [sent, told, isPaused] = [this.#sent, this.#applicationEvents, this.#isPaused];
    const hasChanged = isPaused !== this.#reportedPaused;
    [this.#sent, this.#applicationEvents, this.#reportedPaused] = [[], [], isPaused];
    return { ...(sent.length > 0 ? { sent } : {}), ...(told.length > 0 ? { told } : {}), ...(hasChanged ? { withholds: isPaused } : {}) };
  }

  /** Reads and sends until the core or the window has no more. */
  #flush(): void {
    while (this.#readScheduled) {
      this.#readScheduled = false;
      this.core.resumeReading();
    }
    while (this.window > 0 && !this.#isClosed) {
      if (this.#unsent.length === 0) this.#unsent = this.core.take(this.window) ?? this.#unsent;
      const octets = this.#unsent.subarray(0, this.window);
      if (octets.length === 0) return;
      this.#unsent = this.#unsent.subarray(octets.length);
      this.window -= octets.length;
      this.#sent.push({ wire: compactOctets(octets) });
      this.core.sent(octets.length);
      if (this.#endPending && this.#unsent.length === 0) this.#sendEnd();
    }
  }

  #sendEnd(): void {
    this.#endPending = false;
    this.#sent.push({ endStream: true });
  }
}
