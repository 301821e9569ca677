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
