/**
 * One opening of a client on one HTTP/2 connection.
 *
 * @module
 */
import { type Application, ClientCore, type FailedRequest, type Message, type Negotiated, type CloseReport, type OpeningFailure } from "../../connection/index.ts";
import type { RequestOptions } from "../../wire/index.ts";
import { ClientBinding } from "./client-binding.ts";
import type { ConnectOptions } from "./client-options.ts";
import { Connection, connectionInternals } from "../api/connection.ts";
import { type SendBuffer, resolveSendBuffer } from "../api/connection-options.ts";
import { OpeningError } from "../api/errors.ts";
import type { SharedSession } from "./shared-session.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** How an opening ends: with a connection, or by an {@link OpeningError}. */
interface OpeningPromise {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: OpeningError) => void;
}

/** The application above a client's core: first the opening, then the connection. */
class ClientApplication implements Application {
  readonly #binding: ClientBinding;
  readonly #buffer: SendBuffer;
  readonly #promise: OpeningPromise;
  #connection: Connection | undefined;
  /** Why the application aborted. */
  abortReason: unknown;

  constructor(binding: ClientBinding, buffer: SendBuffer, outcome: OpeningPromise) {
    this.#binding = binding;
    this.#buffer = buffer;
    this.#promise = outcome;
  }

  opened(opened: Negotiated): void {
    const connection = new Connection(this.#binding.core, opened, this.#buffer);
    this.#connection = connection;
    this.#binding.onprogress = () => connectionInternals.progress(connection);
    this.#promise.resolve(connection);
  }

  message(message: Message): void {
    connectionInternals.message(this.#connection as Connection, message);
  }

  failed(failure: OpeningFailure | FailedRequest): void {
    const { sessionError: loss } = this.#binding;
    // A client's core reports by the checks of a client.
    const told = failure as OpeningFailure;
    // What the core calls a reset is a GOAWAY that leaves the request unprocessed.
    const seen = loss !== undefined && told.reset !== undefined ? `${loss.message}, which leaves the request unprocessed` : told.seen;
    this.#promise.reject(new OpeningError({ ...told, seen }, this.abortReason ?? loss?.cause ?? loss, loss?.diagnosis));
  }

  outcome(report: CloseReport): void {
    connectionInternals.outcome(this.#connection as Connection, report);
  }

  closed(report: CloseReport): void {
    connectionInternals.closed(this.#connection as Connection, report);
  }

  drained(): void {
    connectionInternals.drained(this.#connection as Connection);
  }
}

/** Makes the signal abort the opening as long as it is one. @returns stops that */
function abortOnSignal(binding: ClientBinding, application: ClientApplication, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => undefined;
  const abort = () => {
    application.abortReason = signal.reason;
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
export async function openConnection(shared: SharedSession, request: RequestOptions, options: ConnectOptions): Promise<Connection> {
  const { limits, use, confirm, requireProtocol, signal } = options;
  const binding = new ClientBinding(shared);
  binding.onend = () => shared.releaseStream();
  let stop: (() => void) | undefined;
  try {
    return await new Promise<Connection>((resolve, reject) => {
      const application = new ClientApplication(binding, resolveSendBuffer(options.sendBuffer), { resolve, reject });
      binding.core = new ClientCore({
        stream: binding,
        application,
        environment: nodeEnvironment,
        ...(limits === undefined ? {} : { limits }),
        ...(use === undefined ? {} : { use }),
        ...(confirm === undefined ? {} : { confirm }),
        ...(requireProtocol === undefined ? {} : { requireProtocol }),
      });
      stop = abortOnSignal(binding, application, signal);
      binding.input((core) => core.sendRequest(request));
    });
  } finally {
    stop?.();
    if (!binding.hasStream) shared.releaseStream();
  }
}
