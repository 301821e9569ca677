/**
 * One end of a connection with what surrounds it: a stream, an application and a clock that note what happens.
 *
 * @module
 */
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
import { toPlain } from "../../../reference/layout/index.ts";
import type { FieldLines } from "../../../reference/wire/index.ts";
import { http2ErrorCode } from "../h2/wire/error-code.ts";
import { parseOctets, compactOctets } from "../format/octets.ts";

/** What the sessions compare of a header section: other fields differ from one implementation to the next. */
const COMPARED_FIELDS = /^(?::status|websocket2-.*)$/;

/** How far ahead nothing waits. */
const NEVER = Infinity;

const NOTHING = new Uint8Array(0);

function failureReport({ check, error, reset, content }: OpeningFailure): object {
  return {
    check,
    ...(error === undefined ? {} : { code: error }),
    ...(reset === undefined ? {} : { reset: http2ErrorCode.find(reset)?.name }),
    ...(content === undefined || content.length === 0 ? {} : { content: compactOctets(content) }),
  };
}

/** Octets that nobody can guess, as the case has them. @throws RangeError where the case has no more */
function nextPingData(random: string[]): Uint8Array {
  const next = random.shift();
  if (next === undefined) throw new RangeError("a ping is sent that the case has no Data for");
  return parseOctets(next);
}

/** One end of a connection, played. */
export class SessionEndpoint implements Stream, Application {
  readonly core: ClientCore | ServerCore;
  /** How the handshake is set up. */
  readonly settings: object;
  /** How many octets may still go out. */
  window = NEVER;
  /** How much stream window the peer has. */
  streamWindowOfPeer = 65_536;
  #now = 0;
  /** Octets that the core has handed over and the window has not let out. */
  #unsent: Uint8Array = NOTHING;
  /** END_STREAM waits behind those octets. */
  #endPending = false;
  #isClosed = false;
  #decisionRequested = false;
  #sent: object[] = [];
  #told: object[] = [];
  #withheld = false;
  #reportedWithheld = false;
  /** Whether the core has left octets for another turn. */
  #readScheduled = false;

  /** @param settings - of the handshake; @param random - the Data of the pings, in order */
  constructor(role: "client" | "server", settings: object, limits: Partial<ConnectionLimits>, random: readonly string[]) {
    const left = [...random];
    const environment = { clock: () => this.#now, random: () => nextPingData(left) };
    const options = { ...settings, limits, stream: this, application: this, environment };
    this.settings = settings;
    this.core = role === "client" ? new ClientCore(options) : new ServerCore(options);
  }

  sendHeaders(fields: FieldLines): void {
    const compared = fields.filter(([name]) => COMPARED_FIELDS.test(name));
    this.#sent.push({ headers: compared.sort(([one], [other]) => (one < other ? -1 : 1)) });
  }

  sendResponse(fields: FieldLines): void {
    this.sendHeaders(fields);
    this.sendEndStream();
  }

  scheduleWrite(): void {
    // Whatever waits is looked for after every input.
  }

  sendEndStream(): void {
    if (this.#unsent.length > 0) this.#endPending = true;
    else this.#sent.push({ endStream: true });
  }

  sendReset(code: ResetCode): void {
    this.closeStream();
    // An empty DATA frame needs no window: END_STREAM goes out in place of what waited.
    if (this.#endPending) this.#sendEnd();
    this.#sent.push({ reset: code });
  }

  /** The stream is reset or lost: nothing more goes out on it. */
  closeStream(): void {
    this.#isClosed = true;
    this.#unsent = NOTHING;
  }

  setReceivePaused(withheld: boolean): void {
    this.#withheld = withheld;
  }

  scheduleRead(): void {
    this.#readScheduled = true;
  }

  peerWindow(): number {
    return this.streamWindowOfPeer;
  }

  request(): void {
    this.#decisionRequested = true;
    this.#told.push({ decide: true });
  }

  opened({ compression, protocol }: Negotiated): void {
    this.#told.push({ open: { compression, protocol } });
  }

  message(message: Message): void {
    this.#told.push({ message: toPlain(message) });
  }

  failed(report: OpeningFailure | FailedRequest): void {
    if (this.core instanceof ClientCore) this.#told.push({ failed: failureReport(report as OpeningFailure) });
    else if (this.#decisionRequested) this.#told.push({ failed: {} });
  }

  closed({ code, reason, wasClean, check }: CloseReport): void {
    this.#told.push({ closed: { code, reason, wasClean, ...(check === undefined ? {} : { check }) } });
  }

  /** The application sends. */
  send(message: Message): void {
    if (!this.core.send(message)) this.#told.push({ taken: false });
  }

  /** Lets time pass; what is due happens in between. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.core.deadline ?? NEVER; next <= until; next = this.core.deadline ?? NEVER) {
      this.#now = Math.max(this.#now, next);
      this.core.handleTimeout();
      this.#flush();
    }
    this.#now = until;
  }

  /** What happened since the last time. */
  takeObserved(): object {
    this.#flush();
    const [sent, told, withheld] = [this.#sent, this.#told, this.#withheld];
    const changed = withheld !== this.#reportedWithheld;
    [this.#sent, this.#told, this.#reportedWithheld] = [[], [], withheld];
    return { ...(sent.length > 0 ? { sent } : {}), ...(told.length > 0 ? { told } : {}), ...(changed ? { withholds: withheld } : {}) };
  }

  /** What may go out goes out; nobody else waits for a turn. */
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
