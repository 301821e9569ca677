/**
 * Takes handshakes out of the events of an HTTP server.
 *
 * An ordinary `request` listener would answer handshakes too, and a listener cannot hide an event from the others. Therefore the `emit` of
 * the server is replaced: an event that carries a handshake ends there, and all others are emitted as before, whenever their listeners
 * were added.
 *
 * @module
 */
import type { EventEmitter } from "node:events";

/** Status of a response to an expectation that is not supported. */
const EXPECTATION_FAILED = 417;

/** Response to a request with an expectation. */
interface ExpectationResponse {
  writeHead(status: number): unknown;
  end(): unknown;
}

/** Answers an expectation as Node.js does without a listener, unless the server has other listeners. */
function refuseExpectation(this: EventEmitter, _request: unknown, response: ExpectationResponse): void {
  if (this.listeners("checkExpectation").some((each) => each !== refuseExpectation)) return;
  response.writeHead(EXPECTATION_FAILED);
  response.end();
}

/**
 * Adds a listener for expectations other than `100-continue`. Without a listener, Node.js answers every such request itself, and handshakes
 * would not reach the interceptor.
 */
export function listenForExpectations(server: EventEmitter): void {
  if (!server.listeners("checkExpectation").includes(refuseExpectation)) server.on("checkExpectation", refuseExpectation);
}

/** Inspects the arguments of an event. Returns whether it is a handshake, which no listener receives. */
export type EventInterceptor = (...args: unknown[]) => boolean;

/** Calls the interceptor of an event, if there is one, before its listeners. */
export function interceptEvents(server: EventEmitter, interceptors: Readonly<Record<string, EventInterceptor>>): void {
  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const intercept = typeof event === "string" && Object.hasOwn(interceptors, event) ? interceptors[event] : undefined;
    return intercept?.(...args) === true || emit(event, ...args);
  };
}
