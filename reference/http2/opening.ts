/**
 * One opening of a client on one HTTP/2 connection.
 *
 * @module
 */
import { type Application, ClientCore, type FailedRequest, type Message, type Opened, type CloseReport, type OpeningFailure } from "../connection/index.ts";
import type { RequestOptions } from "../wire/index.ts";
import { ClientBinding } from "./client-binding.ts";
import type { ConnectOptions } from "./client-options.ts";
import { Connection, toConnection } from "./connection.ts";
import { type SendBuffer, sendBuffer } from "./connection-options.ts";
import { OpeningError } from "./errors.ts";
import type { SharedSession } from "./shared-session.ts";
import { surroundings } from "./surroundings.ts";

/** How an opening ends: with a connection, or by an {@link OpeningError}. */
interface Outcome {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: OpeningError) => void;
}

/** The application above a client's core: first the opening, then the connection. */
class ClientApplication implements Application {
  readonly #binding: ClientBinding;
  readonly #buffer: SendBuffer;
  readonly #outcome: Outcome;
  #connection: Connection | undefined;
  /** Why the application aborted. */
  reason: unknown;

  constructor(binding: ClientBinding, buffer: SendBuffer, outcome: Outcome) {
    this.#binding = binding;
    this.#buffer = buffer;
    this.#outcome = outcome;
  }

  opened(opened: Opened): void {
    const connection = new Connection(this.#binding.core, opened, this.#buffer);
    this.#connection = connection;
    this.#binding.onprogress = () => toConnection.progress(connection);
    this.#outcome.resolve(connection);
  }

  message(message: Message): void {
    toConnection.message(this.#connection as Connection, message);
  }

  failed(failure: OpeningFailure | FailedRequest): void {
    const { loss } = this.#binding;
    // A client's core reports by the checks of a client.
    const told = failure as OpeningFailure;
    // What the core calls a reset is a GOAWAY that leaves the request unprocessed.
    const seen = loss !== undefined && told.reset !== undefined ? `${loss.message}, which leaves the request unprocessed` : told.seen;
    this.#outcome.reject(new OpeningError({ ...told, seen }, this.reason ?? loss?.cause ?? loss, loss?.means));
  }

  outcome(report: CloseReport): void {
    toConnection.outcome(this.#connection as Connection, report);
  }

  closed(report: CloseReport): void {
    toConnection.closed(this.#connection as Connection, report);
  }

  drained(): void {
    toConnection.drained(this.#connection as Connection);
  }
}

/** Makes the signal abort the opening as long as it is one. @returns stops that */
function abortable(binding: ClientBinding, application: ClientApplication, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => undefined;
  const abort = () => {
    application.reason = signal.reason;
    binding.input((core) => core.close());
  };
  signal.addEventListener("abort", abort, { once: true });
  return () => signal.removeEventListener("abort", abort);
}

/**
 * Makes a handshake.
 *
 * @param shared - is connected; its reserved stream is given back when the stream is gone
 * @param request - what to ask for
 * @param options - of the opening
 * @throws {@link OpeningError}, or LocalError where the request cannot be made
 */
export async function open(shared: SharedSession, request: RequestOptions, options: ConnectOptions): Promise<Connection> {
  const { limits, use, confirm, requireProtocol, signal } = options;
  const binding = new ClientBinding(shared);
  binding.onend = () => shared.release();
  let stop: (() => void) | undefined;
  try {
    return await new Promise<Connection>((resolve, reject) => {
      const application = new ClientApplication(binding, sendBuffer(options.sendBuffer), { resolve, reject });
      binding.core = new ClientCore({
        stream: binding,
        application,
        surroundings,
        ...(limits === undefined ? {} : { limits }),
        ...(use === undefined ? {} : { use }),
        ...(confirm === undefined ? {} : { confirm }),
        ...(requireProtocol === undefined ? {} : { requireProtocol }),
      });
      stop = abortable(binding, application, signal);
      binding.input((core) => core.request(request));
    });
  } finally {
    stop?.();
    if (!binding.began) shared.release();
  }
}
