/**
 * One handshake at a server, and the connection that it opens.
 *
 * @module
 */
import type { Application, CloseReport, FailedRequest, Message, Negotiated, ServerCore } from "../../connection/index.ts";
import { issueText } from "../../layout/errors.ts";
import type { ApplicationRefusal, FieldLines, HandshakeRequest } from "../../wire/index.ts";
import type { Binding, StreamObserver } from "../stream/binding.ts";
import { Connection, connectionInternals } from "../api/connection.ts";
import type { MakeFacts } from "./connection-facts.ts";
import type { ResourceLookup } from "./resource-lookup.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import { handshakeOf } from "./handshake-object.ts";
import { type Decision, type Handshake, type HandshakeFailure, type Resource, validateDecision } from "./server-options.ts";

/** Parts of the request that only HTTP knows. */
export interface HttpRequestContext extends Pick<Handshake, "headers"> {
  /** The header section, in the form of HTTP/2. */
  readonly fields: FieldLines;
}

/** Receives the events of a handshake and its connection. */
export interface HandshakeObserver {
  /** The connection is open; the resource receives it next. @param path - path and query of the target, as received */
  opened(connection: Connection, path: string): void;
  /** The application knows the end of the connection, after the last message. */
  closed(connection: Connection, report: CloseReport): void;
  /** No connection opened. */
  failed(failure: HandshakeFailure): void;
  /** The application has been asked. */
  decisionBegan(): void;
  /** The application has decided, or failed to. The stream may have ended before. */
  decisionEnded(): void;
  /** The client aborted the opening. */
  openingAborted(): void;
  /** The stream has ended. */
  streamEnded(handshake: ServerHandshake): void;
  /** Code of the application threw; if absent, the error is not caught. */
  readonly applicationThrew?: ((error: unknown, connection: Connection) => void) | undefined;
  /** Addresses and TLS of the HTTP connection. */
  readonly socket: SocketInfo;
  readonly facts: MakeFacts;
}

/** Status of a refusal because code of the application threw. */
export const INTERNAL_SERVER_ERROR = 500;

/** Close code of a connection whose application threw. */
const INTERNAL_ERROR = 1011;

/** Application of a server core: decides about the handshake, then forwards events to the connection. */
export class ServerHandshake implements Application, StreamObserver {
  readonly #binding: Binding<ServerCore>;
  readonly #resource: Resource | undefined;
  #context: HttpRequestContext | undefined;
  /** Data of the application, until the connection has it. */
  #data: unknown;
  readonly #observer: HandshakeObserver;
  readonly #path: string;
  #abort: AbortController | undefined;
  #handshake: Handshake | undefined;
  #connection: Connection | undefined;
  #handedOver = false;
  #error: unknown;

  /**
   * @param binding - binding of the core
   * @param lookup - resource of the target
   * @param path - path and query of the target, as received
   * @param context - parts of the request that only HTTP knows
   * @param observer - receives the events
   */
  constructor(
    binding: Binding<ServerCore>,
    { resource, error }: ResourceLookup,
    path: string,
    context: HttpRequestContext,
    observer: HandshakeObserver,
  ) {
    this.#binding = binding;
    this.#resource = resource;
    this.#error = error;
    this.#path = path;
    this.#context = context;
    this.#observer = observer;
  }

  /** Closes the connection, or refuses the handshake that has not opened one. */
  goAway(code: number, refusal: ApplicationRefusal): void {
    if (this.#connection === undefined) this.refuse(refusal, "the server closes");
    else this.#binding.input((core) => core.close(code));
  }

  /** Ends the connection at once, and the stream with it. */
  terminate(): void {
    this.#binding.input((core) => {
      if (core.state !== "deciding") core.terminate();
    });
    this.#binding.sendReset("CANCEL");
  }

  request(request: HandshakeRequest): void {
    this.#handshake = handshakeOf(request, this.#context as HttpRequestContext, this.#observer.socket);
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
      const decision = resource.authorize?.(this.#handshake as Handshake, signal);
      this.#decide(isPromiseLike(decision) ? await this.#counted(decision) : decision);
    } catch (error) {
      this.#error = error;
      this.refuse({ status: INTERNAL_SERVER_ERROR }, "the application failed");
    }
  }

  /** Returns the result of a decision, which counts as work for the HTTP connection until then. */
  async #counted(decision: PromiseLike<Decision>): Promise<Decision> {
    this.#observer.decisionBegan();
    try {
      return await decision;
    } finally {
      this.#observer.decisionEnded();
    }
  }

  /**
   * Refuses the handshake, unless it is already decided.
   *
   * @param refusal - status and fields of the response
   * @param seen - reason, for the log of the server
   */
  refuse(refusal: ApplicationRefusal, seen: string): void {
    this.#binding.input((core) => {
      if (core.state !== "deciding") return;
      core.refuse(refusal);
      this.failed({ check: "application", ...(refusal.status === undefined ? {} : { status: refusal.status }), seen });
    });
  }

  #decide(decision: Decision): void {
    const { refusal, acceptance, data } = validateDecision(decision);
    this.#data = data;
    if (refusal !== undefined) this.refuse(refusal, "a refusal by the application");
    else this.#binding.input((core) => core.accept(acceptance));
  }

  opened(negotiated: Negotiated): void {
    const { fields } = this.#context as HttpRequestContext;
    const facts = this.#observer.facts(this.#handshake as Handshake, fields);
    const connection = new Connection(this.#binding.core, negotiated, facts, this.#data);
    this.#connection = connection;
    const { octetObserver } = this.#binding;
    if (octetObserver !== undefined) octetObserver.connection = connection;
  }

  progress(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#handOver(connection);
    this.#runApplicationCode(() => connectionInternals.progress(connection));
  }

  ended(): void {
    this.#observer.streamEnded(this);
  }

  /** Runs code of the application. If the observer handles errors, an exception or a rejected promise closes only this connection. */
  #runApplicationCode(code: () => unknown): void {
    const { applicationThrew } = this.#observer;
    if (applicationThrew === undefined) {
      code();
      return;
    }
    const fail = (error: unknown): void => {
      const connection = this.#connection as Connection;
      connection.close(INTERNAL_ERROR);
      applicationThrew(error, connection);
    };
    try {
      const result = code();
      if (result instanceof Promise) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  /**
   * Passes the connection to the resource once the opening pong has been sent. A close before that would reset the stream, and the client
   * would not learn the reason.
   */
  #handOver(connection: Connection): void {
    if (this.#handedOver) return;
    this.#handedOver = true;
    this.#observer.opened(connection, this.#path);
    this.#runApplicationCode(() => this.#resource?.connection(connection, this.#handshake as Handshake));
    // Releases the memory of the header section.
    this.#handshake = undefined;
    this.#context = undefined;
    this.#data = undefined;
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
      // The client sent a fault in place of its opening ping.
      this.failed({ seen: report.fault === undefined ? (report.seen ?? "no opening ping") : issueText(report.fault) });
      return;
    }
    this.#handOver(connection);
    this.#runApplicationCode(() => connectionInternals.closed(connection, report));
    this.#observer.closed(connection, report);
  }

  drained(): void {
    this.#runApplicationCode(() => connectionInternals.drained(this.#connection as Connection));
  }

  openingAborted(): void {
    this.#observer.openingAborted();
  }
}

/** Returns whether a decision comes later. Promises of libraries and of other realms are no instances of `Promise`. */
function isPromiseLike(decision: unknown): decision is PromiseLike<Decision> {
  return typeof (decision as Partial<PromiseLike<Decision>> | null | undefined)?.then === "function";
}
