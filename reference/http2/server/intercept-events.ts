/**
 * Taking handshakes out of what an HTTP server tells its listeners.
 *
 * An ordinary `request` listener would answer handshakes as well, and listeners cannot keep an event from each other. So the server's
 * own `emit` is asked first: an event that brings a handshake ends there, and every other goes on as ever, whenever its listeners came.
 *
 * @module
 */
import type { EventEmitter } from "node:events";

/** Looks at the arguments of an event. @returns whether it was a handshake, which nobody else gets */
export type EventInterceptor = (...args: unknown[]) => boolean;

/** Asks before each event that has a taker. */
export function interceptEvents(server: EventEmitter, takers: Readonly<Record<string, EventInterceptor>>): void {
  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  server.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    const take = typeof event === "string" && Object.hasOwn(takers, event) ? takers[event] : undefined;
    return take?.(...args) === true || emit(event, ...args);
  };
}
