/**
 * A connection as streams with backpressure both ways, as WebSocketStream has them.
 *
 * @module
 */
import type { CloseReport } from "../connection/index.ts";
import type { Received, Sendable } from "./data.ts";
import { CloseError } from "./errors.ts";

/** What the stream of received messages needs of its connection. */
export interface Source {
  /** Sets what gets the messages. */
  take(take: (data: Received) => void): void;
  /** Makes messages wait. */
  pause(): void;
  /** Delivers messages again. */
  resume(): void;
  /** Asks to be told how the connection ended. */
  ended(end: (report: CloseReport) => void): void;
  /** Nobody wants what still comes. */
  cancel(): void;
}

function finish(controller: ReadableStreamDefaultController<Received>, report: CloseReport): void {
  if (report.wasClean) controller.close();
  else controller.error(new CloseError(report));
}

/** The received messages as a stream. One message is handed over for each read; the others wait in the connection. */
export function readableOf(source: Source): ReadableStream<Received> {
  let cancelled = false;
  return new ReadableStream<Received>(
    {
      start(controller) {
        source.take((data) => {
          // First, since a read that waits already resumes in turn.
          source.pause();
          controller.enqueue(data);
        });
        source.ended((report) => {
          if (!cancelled) finish(controller, report);
        });
      },
      pull: () => source.resume(),
      cancel() {
        cancelled = true;
        source.cancel();
      },
    },
    { highWaterMark: 0 },
  );
}

/** What the stream of messages to send needs of its connection. */
export interface Sink {
  /** Sends a message. @returns whether it was taken */
  send(data: Sendable): boolean;
  /** Closes the connection. */
  close(): void;
  /** Octets that wait to be sent. */
  buffered(): number;
  /** Whether nothing goes out any more, which is so before {@link Sink.ended} tells of it where messages wait for a reader. */
  over(): boolean;
  /** Asks to be called when octets have gone out; `undefined` asks for nothing more. */
  progress(call: (() => void) | undefined): void;
  /** Asks to be told how the connection ended. */
  ended(end: (report: CloseReport) => void): void;
}

/** A write waits while more octets than this wait. */
const ENOUGH = 64 * 1024;

/** What a write is told that was not taken by a connection whose end is not known yet. */
const CLOSING: CloseReport = { code: 1006, reason: "", wasClean: false, seen: "the message was not taken: the connection is closing, or too much waits" };

/** The messages to send as a stream. */
export function writableOf(sink: Sink): WritableStream<Sendable> {
  let end: CloseReport | undefined;
  let waiting: (() => void) | undefined;
  const go = () => {
    if (waiting === undefined || (end === undefined && !sink.over() && sink.buffered() > ENOUGH)) return;
    const done = waiting;
    waiting = undefined;
    sink.progress(undefined);
    done();
  };
  const room = () =>
    new Promise<void>((resolve) => {
      waiting = resolve;
      sink.progress(go);
      go();
    });
  return new WritableStream<Sendable>({
    start(controller) {
      sink.ended((report) => {
        end = report;
        controller.error(new CloseError(report));
        go();
      });
    },
    write(data) {
      if (!sink.send(data)) throw new CloseError(end ?? CLOSING);
      return sink.buffered() > ENOUGH ? room() : undefined;
    },
    close: () => sink.close(),
    abort: () => sink.close(),
  });
}
