/**
 * A connection as a readable and a writable stream with backpressure, as in WebSocketStream.
 *
 * @module
 */
import type { CloseReport, PreparedMessage } from "../../connection/index.ts";
import type { ReceivedData, SendableData } from "./message-data.ts";
import { CloseError } from "./errors.ts";

/** The part of a connection that the stream of received messages uses. */
export interface ReadableSource {
  /** Sets the receiver of the messages. */
  setHandler(handler: (data: ReceivedData) => void): void;
  /** Makes messages wait. */
  pause(): void;
  /** Delivers waiting messages. */
  resume(): void;
  /** Calls back when the connection has ended, after the last message. */
  whenEnded(call: (report: CloseReport) => void): void;
  /** Discards further messages and closes the connection. */
  cancel(): void;
}

function finish(controller: ReadableStreamDefaultController<ReceivedData>, report: CloseReport): void {
  if (report.wasClean) controller.close();
  else controller.error(new CloseError(report));
}

/** Returns a stream of the received messages. Each read takes one message; the others wait in the connection. */
export function readableOf(source: ReadableSource): ReadableStream<ReceivedData> {
  let cancelled = false;
  return new ReadableStream<ReceivedData>(
    {
      start(controller) {
        source.setHandler((data) => {
          // Before enqueue, which pulls, and so resumes, if a read is pending.
          source.pause();
          controller.enqueue(data);
        });
        source.whenEnded((report) => {
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

/** The part of a connection that the stream of messages to send uses. */
export interface WritableSink {
  /** Sends a message and returns whether it was accepted. */
  send(data: SendableData | PreparedMessage): boolean;
  /** Closes the connection after all messages are sent. */
  close(): void;
  /** Returns the size of the messages that wait to be sent, in octets. */
  bufferedAmount(): number;
  /** Returns whether nothing can be sent any more. While messages wait for a reader, this precedes {@link WritableSink.whenEnded}. */
  isClosed(): boolean;
  /** Sets the function to call when octets have been sent; `undefined` removes it. */
  onProgress(call: (() => void) | undefined): void;
  /** Calls back when the connection has ended, after the last message. */
  whenEnded(call: (report: CloseReport) => void): void;
}

/** A write resolves once at most this many octets wait to be sent. */
const HIGH_WATER_MARK = 64 * 1024;

/** Report for a write that was not accepted although the end of the connection is not yet known. */
const NOT_ACCEPTED: CloseReport = {
  code: 1006,
  reason: "",
  wasClean: false,
  seen: "the message was not accepted: the connection is closing, or the send buffer is full",
};

/** Returns a stream of messages to send. */
export function writableOf(sink: WritableSink): WritableStream<SendableData | PreparedMessage> {
  let end: CloseReport | undefined;
  let pendingWrite: (() => void) | undefined;
  const resolveIfDrained = () => {
    if (pendingWrite === undefined || (end === undefined && !sink.isClosed() && sink.bufferedAmount() > HIGH_WATER_MARK)) return;
    const resolve = pendingWrite;
    pendingWrite = undefined;
    sink.onProgress(undefined);
    resolve();
  };
  const drained = () =>
    new Promise<void>((resolve) => {
      pendingWrite = resolve;
      sink.onProgress(resolveIfDrained);
      resolveIfDrained();
    });
  return new WritableStream<SendableData | PreparedMessage>({
    start(controller) {
      sink.whenEnded((report) => {
        end = report;
        controller.error(new CloseError(report));
        resolveIfDrained();
      });
    },
    write(data) {
      if (!sink.send(data)) throw new CloseError(end ?? NOT_ACCEPTED);
      return sink.bufferedAmount() > HIGH_WATER_MARK ? drained() : undefined;
    },
    close: () => sink.close(),
    abort: () => sink.close(),
  });
}
