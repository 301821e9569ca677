/**
 * One handshake at a server, and the connection that comes of it.
 *
 * @module
 */
import type { Application, CloseReport, FailedRequest, Message, Negotiated, ServerCore } from "../../connection/index.ts";
import { issueText } from "../../layout/errors.ts";
import type { ApplicationRefusal, HandshakeRequest } from "../../wire/index.ts";
import type { Binding } from "../stream/binding.ts";
import { Connection, connectionInternals } from "../api/connection.ts";
import type { SendBuffer } from "../api/connection-options.ts";
import { validateDecision } from "./validate-decision.ts";
import type { ResourceLookup } from "./resource-lookup.ts";
import type { Decision, Handshake, HandshakeFailure, Resource } from "./server-options.ts";

/** What of the request only HTTP knows. */
export type HttpRequestContext = Pick<Handshake, "headers" | "socket">;

/** What the server wants to know of an opening. */
export interface HandshakeObserver {
  /** The connection is open; the resource has it next. */
  opened(connection: Connection): void;
  /** The application has been told how it ended, behind the last message. */
  closed(connection: Connection): void;
  /** Nothing opened. */
  failed(failure: HandshakeFailure): void;
  /** The client broke it off. */
  openingBrokenOff(): void;
  /** The application's own code threw; absent where what it throws is thrown on. */
  readonly applicationThrew?: ((error: unknown, connection: Connection) => void) | undefined;
}

/** What the application's own code answers when it throws. */
export const INTERNAL_SERVER_ERROR = 500;

/** The close code of a connection whose application failed. */
const INTERNAL_ERROR = 1011;

/** The application above a server's core: first the decision, then the connection. */
export class ServerHandshake implements Application {
  readonly #binding: Binding<ServerCore>;
  readonly #resource: Resource | undefined;
  #context: HttpRequestContext | undefined;
  readonly #buffer: SendBuffer;
  readonly #observer: HandshakeObserver;
  readonly #path: string;
  #abort: AbortController | undefined;
  #handshake: Handshake | undefined;
  #connection: Connection | undefined;
  #handedOver = false;
  #error: unknown;

  /**
   * @param binding - of the core
   * @param found - the target
   * @param path - of the target, as it arrived
   */
  constructor(binding: Binding<ServerCore>, { resource, error }: ResourceLookup, path: string, around: HttpRequestContext, buffer: SendBuffer, watch: HandshakeObserver) {
    this.#binding = binding;
    this.#resource = resource;
    this.#error = error;
    this.#path = path;
    this.#context = around;
    this.#buffer = buffer;
    this.#observer = watch;
  }

  /** The connection, once it is open. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  request(request: HandshakeRequest): void {
    this.#handshake = { ...request, ...(this.#context as HttpRequestContext) };
    const resource = this.#resource as Resource;
    if (resource.authorize === undefined) {
      this.#decide(undefined);
      return;
    }
    this.#abort = new AbortController();
    void this.#authorize(resource, this.#abort.signal);
  }

  async #authorize(resource: Resource, signal: AbortSignal): Promise<void> {
    try {
      this.#decide(await resource.authorize?.(this.#handshake as Handshake, signal));
    } catch (error) {
      this.#error = error;
      this.refuse({ status: INTERNAL_SERVER_ERROR }, "the application failed");
    }
  }

  /** Refuses, unless it is decided already. @param seen - why, for the server's own log */
  refuse(refusal: ApplicationRefusal, seen: string): void {
    this.#binding.input((core) => {
      if (core.state !== "deciding") return;
      core.refuse(refusal);
      this.failed({ check: "application", ...(refusal.status === undefined ? {} : { status: refusal.status }), seen });
    });
  }

  #decide(decision: Decision): void {
    const read = validateDecision(decision);
    if (read.refuse !== undefined) this.refuse(read.refuse, "a refusal by the application");
    else this.#binding.input((core) => core.accept(read));
  }

  opened(opened: Negotiated): void {
    const connection = new Connection(this.#binding.core, opened, this.#buffer);
    this.#connection = connection;
    this.#binding.onprogress = () => {
      this.#handOver(connection);
      this.#runApplicationCode(() => connectionInternals.progress(connection));
    };
  }

  /** Runs code of the application: what it throws, at once or later, costs this connection alone where somebody wants to know. */
  #runApplicationCode(work: () => unknown): void {
    const { applicationThrew: threw } = this.#observer;
    if (threw === undefined) {
      work();
      return;
    }
    const fail = (error: unknown): void => {
      const connection = this.#connection as Connection;
      connection.close(INTERNAL_ERROR);
      threw(error, connection);
    };
    try {
      const result = work();
      if (result instanceof Promise) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  /**
   * Gives the resource its connection once the opening pong, which goes out before all else, has gone out: what it closed earlier
   * would be reset, and the client would not learn why.
   */
  #handOver(connection: Connection): void {
    if (this.#handedOver) return;
    this.#handedOver = true;
    this.#observer.opened(connection);
    this.#runApplicationCode(() => this.#resource?.connection(connection, this.#handshake as Handshake));
    // An open connection does not hold on to its header section.
    this.#handshake = undefined;
    this.#context = undefined;
  }

  message(message: Message): void {
    this.#runApplicationCode(() => connectionInternals.message(this.#connection as Connection, message));
  }

  failed(failure: FailedRequest): void {
    this.#abort?.abort();
    const error = this.#error;
    this.#observer.failed({ ...failure, path: this.#path, ...(error === undefined ? {} : { error }) });
  }

  outcome(report: CloseReport): void {
    if (this.#connection !== undefined) connectionInternals.outcome(this.#connection, report);
  }

  closed(report: CloseReport): void {
    const connection = this.#connection;
    if (connection === undefined) {
      // What the client sent in place of its opening ping was a fault.
      this.failed({ seen: report.fault === undefined ? (report.seen ?? "no opening ping") : issueText(report.fault) });
      return;
    }
    this.#handOver(connection);
    this.#runApplicationCode(() => connectionInternals.closed(connection, report));
    this.#observer.closed(connection);
  }

  drained(): void {
    this.#runApplicationCode(() => connectionInternals.drained(this.#connection as Connection));
  }

  openingAborted(): void {
    this.#observer.openingBrokenOff();
  }
}
