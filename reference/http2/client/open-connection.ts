/**
 * Opens one connection of a client on one HTTP/2 connection.
 *
 * @module
 */
import {
  type Application,
  ClientCore,
  type CloseReport,
  type FailedRequest,
  type Message,
  type Negotiated,
  type OpeningFailure,
} from "../../connection/index.ts";
import type { FieldLines, RequestOptions } from "../../wire/index.ts";
import { ClientBinding } from "./client-binding.ts";
import type { ConnectOptions } from "./client-options.ts";
import { Connection, type ConnectionFacts, connectionInternals } from "../api/connection.ts";
import { resolveMessageBudget, resolveSendBuffer } from "../api/connection-options.ts";
import { OpeningError } from "../api/errors.ts";
import { furtherReplyFields, NO_FIELDS } from "../api/further-fields.ts";
import type { SharedSession } from "./shared-session.ts";
import { urlOf } from "./request-target.ts";
import { channels } from "../diagnostics/channels.ts";
import { framePublisher } from "../diagnostics/frame-publisher.ts";
import type { StreamObserver } from "../stream/binding.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** Settles an opening: with a connection, or with an {@link OpeningError}. */
interface OpeningPromise {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: OpeningError) => void;
}

/** Application of a client core: settles the opening, then forwards events to the connection. */
class ClientApplication implements Application, StreamObserver {
  readonly #binding: ClientBinding;
  readonly #shared: SharedSession;
  readonly #facts: () => ConnectionFacts;
  readonly #promise: OpeningPromise;
  #connection: Connection | undefined;
  /** Octets that the HTTP/2 connection had received when the opening began. */
  readonly #receivedBefore: number;
  /** Reason of the signal that aborted the opening. */
  abortReason: unknown;

  constructor(binding: ClientBinding, shared: SharedSession, facts: () => ConnectionFacts, promise: OpeningPromise) {
    this.#binding = binding;
    this.#shared = shared;
    this.#facts = facts;
    this.#promise = promise;
    this.#receivedBefore = shared.receivedOctets;
  }

  opened(negotiated: Negotiated): void {
    const connection = new Connection(this.#binding.core, negotiated, this.#facts());
    this.#connection = connection;
    const { octetObserver } = this.#binding;
    if (octetObserver !== undefined) octetObserver.connection = connection;
    // Releases the memory of the header section.
    this.#binding.responseFields = [];
    this.#promise.resolve(connection);
  }

  progress(): void {
    if (this.#connection !== undefined) connectionInternals.progress(this.#connection);
  }

  ended(): void {
    this.#shared.releaseStream();
  }

  message(message: Message): void {
    connectionInternals.message(this.#connection as Connection, message);
  }

  failed(reported: OpeningFailure | FailedRequest): void {
    const { sessionError, responseFields } = this.#binding;
    // ClientCore reports an OpeningFailure only.
    const failure = reported as OpeningFailure;
    if (failure.check === "timeout" && this.#shared.receivedOctets === this.#receivedBefore) this.#shared.abandon();
    // With a session error, the reset that the core reports stands for a GOAWAY that leaves the request unprocessed.
    const unprocessed = sessionError !== undefined && failure.reset !== undefined;
    const seen = unprocessed ? `${sessionError.message}, which leaves the request unprocessed` : failure.seen;
    const cause = this.abortReason ?? sessionError?.cause ?? sessionError;
    this.#promise.reject(new OpeningError({ ...failure, seen }, cause, sessionError?.diagnosis, responseFields));
  }

  outcome(report: CloseReport): void {
    connectionInternals.outcome(this.#connection as Connection, report);
  }

  closed(report: CloseReport): void {
    const connection = this.#connection as Connection;
    connectionInternals.closed(connection, report);
    if (channels.close.hasSubscribers) channels.close.publish({ role: "client", connection, report });
  }

  drained(): void {
    connectionInternals.drained(this.#connection as Connection);
  }
}

/** Returns the fields of a request that the application gave. */
function givenFields({ origin, fields = NO_FIELDS }: RequestOptions): FieldLines {
  return origin === undefined ? fields : [["origin", origin], ...fields];
}

/** Closes the core when the signal aborts. Returns a function that removes the listener. */
function abortOnSignal(binding: ClientBinding, application: ClientApplication, signal: AbortSignal): () => void {
  const abort = () => {
    application.abortReason = signal.reason;
    binding.input((core) => core.close());
  };
  signal.addEventListener("abort", abort, { once: true });
  return () => signal.removeEventListener("abort", abort);
}

/**
 * Sends a handshake request and returns the connection that opens.
 *
 * @param shared - an HTTP/2 connection that is connected, with a reserved stream; the stream is released when it has ended
 * @param request - target, fields and offers
 * @param options - options of the connection and its opening
 * @param signal - signal of the opening
 * @throws {@link OpeningError} if no connection opened, LocalError if the request cannot be built
 */
export async function openConnection(
  shared: SharedSession,
  request: RequestOptions,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Connection> {
  const { limits, announceLimit, use, confirm, requireProtocol } = options;
  const binding = new ClientBinding(shared);
  const publisher = framePublisher("client", () => urlOf(request));
  if (publisher !== undefined) binding.octetObserver = publisher;
  const stopWatching = shared.watchOpening();
  let removeListener: (() => void) | undefined;
  try {
    if (signal.aborted) throw new OpeningError({ check: "cancelled", seen: "the application aborted before the request" }, signal.reason);
    const connection = await new Promise<Connection>((resolve, reject) => {
      const sendBuffer = resolveSendBuffer(options.sendBuffer);
      const facts = (): ConnectionFacts => ({
        url: urlOf(request),
        socket: shared.socketInfo,
        requestFields: givenFields(request),
        responseFields: furtherReplyFields(binding.responseFields),
        sendBuffer,
      });
      const application = new ClientApplication(binding, shared, facts, { resolve, reject });
      binding.observer = application;
      binding.core = new ClientCore({
        stream: binding,
        application,
        environment: nodeEnvironment,
        messageBudget: resolveMessageBudget(options),
        ...(limits === undefined ? {} : { limits }),
        ...(announceLimit === undefined ? {} : { announceLimit }),
        ...(use === undefined ? {} : { use }),
        ...(confirm === undefined ? {} : { confirm }),
        ...(requireProtocol === undefined ? {} : { requireProtocol }),
      });
      removeListener = abortOnSignal(binding, application, signal);
      binding.input((core) => core.sendRequest(request));
    });
    if (channels.open.hasSubscribers) channels.open.publish({ role: "client", connection, target: urlOf(request) });
    return connection;
  } finally {
    stopWatching();
    removeListener?.();
    if (!binding.hasStream) shared.releaseStream();
  }
}
