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
  type Opened,
  type OpeningFailure,
  type ResetCode,
  ServerCore,
  type Stream,
} from "../../../reference/connection/index.ts";
import { toPlain } from "../../../reference/layout/index.ts";
import type { Fields } from "../../../reference/wire/index.ts";
import { errorCode } from "../h2/wire/error-code.ts";
import { octetsOf, shortOctets } from "../format/octets.ts";

/** What the sessions compare of a header section: other fields differ from one implementation to the next. */
const COMPARED = /^(?::status|websocket2-.*)$/;

/** How far ahead nothing waits. */
const NEVER = Infinity;

const NOTHING = new Uint8Array(0);

function failure({ check, error, reset, content }: OpeningFailure): object {
  return {
    check,
    ...(error === undefined ? {} : { code: error }),
    ...(reset === undefined ? {} : { reset: errorCode.find(reset)?.name }),
    ...(content === undefined || content.length === 0 ? {} : { content: shortOctets(content) }),
  };
}

/** Octets that nobody can guess, as the case has them. @throws RangeError where the case has no more */
function data(random: string[]): Uint8Array {
  const next = random.shift();
  if (next === undefined) throw new RangeError("a ping is sent that the case has no Data for");
  return octetsOf(next);
}

/** One end of a connection, played. */
export class SessionEnd implements Stream, Application {
  readonly core: ClientCore | ServerCore;
  /** How the handshake is set up. */
  readonly settings: object;
  /** How many octets may still go out. */
  window = NEVER;
  /** How much stream window the peer has. */
  peersWindow = 65_536;
  #now = 0;
  /** Octets that the core has handed over and the window has not let out. */
  #taken: Uint8Array = NOTHING;
  /** END_STREAM waits behind those octets. */
  #endWaits = false;
  #over = false;
  #asked = false;
  #sent: object[] = [];
  #told: object[] = [];
  #withheld = false;
  #said = false;
  /** Whether the core has left octets for another turn. */
  #asks = false;

  /** @param settings - of the handshake; @param random - the Data of the pings, in order */
  constructor(role: "client" | "server", settings: object, limits: Partial<ConnectionLimits>, random: readonly string[]) {
    const left = [...random];
    const surroundings = { clock: () => this.#now, random: () => data(left) };
    const options = { ...settings, limits, stream: this, application: this, surroundings };
    this.settings = settings;
    this.core = role === "client" ? new ClientCore(options) : new ServerCore(options);
  }

  headers(fields: Fields): void {
    const compared = fields.filter(([name]) => COMPARED.test(name));
    this.#sent.push({ headers: compared.sort(([one], [other]) => (one < other ? -1 : 1)) });
  }

  respond(fields: Fields): void {
    this.headers(fields);
    this.end();
  }

  ready(): void {
    // Whatever waits is looked for after every input.
  }

  end(): void {
    if (this.#taken.length > 0) this.#endWaits = true;
    else this.#sent.push({ endStream: true });
  }

  reset(code: ResetCode): void {
    this.gone();
    // An empty DATA frame needs no window: END_STREAM goes out in place of what waited.
    if (this.#endWaits) this.#ended();
    this.#sent.push({ reset: code });
  }

  /** The stream is reset or lost: nothing more goes out on it. */
  gone(): void {
    this.#over = true;
    this.#taken = NOTHING;
  }

  withhold(withheld: boolean): void {
    this.#withheld = withheld;
  }

  again(): void {
    this.#asks = true;
  }

  peerWindow(): number {
    return this.peersWindow;
  }

  request(): void {
    this.#asked = true;
    this.#told.push({ decide: true });
  }

  opened({ compression, protocol }: Opened): void {
    this.#told.push({ open: { compression, protocol } });
  }

  message(message: Message): void {
    this.#told.push({ message: toPlain(message) });
  }

  failed(report: OpeningFailure | FailedRequest): void {
    if (this.core instanceof ClientCore) this.#told.push({ failed: failure(report as OpeningFailure) });
    else if (this.#asked) this.#told.push({ failed: {} });
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
      this.core.wake();
      this.#flow();
    }
    this.#now = until;
  }

  /** What happened since the last time. */
  seen(): object {
    this.#flow();
    const [sent, told, withheld] = [this.#sent, this.#told, this.#withheld];
    const changed = withheld !== this.#said;
    [this.#sent, this.#told, this.#said] = [[], [], withheld];
    return { ...(sent.length > 0 ? { sent } : {}), ...(told.length > 0 ? { told } : {}), ...(changed ? { withholds: withheld } : {}) };
  }

  /** What may go out goes out; nobody else waits for a turn. */
  #flow(): void {
    while (this.#asks) {
      this.#asks = false;
      this.core.goOn();
    }
    while (this.window > 0 && !this.#over) {
      if (this.#taken.length === 0) this.#taken = this.core.take(this.window) ?? this.#taken;
      const octets = this.#taken.subarray(0, this.window);
      if (octets.length === 0) return;
      this.#taken = this.#taken.subarray(octets.length);
      this.window -= octets.length;
      this.#sent.push({ wire: shortOctets(octets) });
      this.core.sent(octets.length);
      if (this.#endWaits && this.#taken.length === 0) this.#ended();
    }
  }

  #ended(): void {
    this.#endWaits = false;
    this.#sent.push({ endStream: true });
  }
}
