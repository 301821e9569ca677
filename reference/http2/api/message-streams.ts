/**
 * A connection as streams with backpressure both ways, as WebSocketStream has them.
 *
 * @module
 */
import type { CloseReport } from "../../connection/index.ts";
import type { ReceivedData, SendableData } from "./message-data.ts";
import { CloseError } from "./errors.ts";

/** What the stream of received messages needs of its connection. */
export interface ReadableSource {
  /** Sets what gets the messages. */
  setHandler(take: (data: ReceivedData) => void): void;
  /** Makes messages wait. */
  pause(): void;
  /** Delivers messages again. */
  resume(): void;
  /** Asks to be told how the connection ended. */
  whenEnded(end: (report: CloseReport) => void): void;
  /** Nobody wants what still comes. */
  cancel(): void;
}

function finish(controller: ReadableStreamDefaultController<ReceivedData>, report: CloseReport): void {
  if (report.wasClean) controller.close();
  else controller.error(new CloseError(report));
}

/** The received messages as a stream. One message is handed over for each read; the others wait in the connection. */
export function readableOf(source: ReadableSource): ReadableStream<ReceivedData> {
  let cancelled = false;
  return new ReadableStream<ReceivedData>(
    {
      start(controller) {
        source.setHandler((data) => {
          // First, since a read that waits already resumes in turn.
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

/** What the stream of messages to send needs of its connection. */
export interface WritableSink {
  /** Sends a message. @returns whether it was taken */
  send(data: SendableData): boolean;
  /** Closes the connection. */
  close(): void;
  /** Octets that wait to be sent. */
  bufferedAmount(): number;
  /** Whether nothing goes out any more, which is so before {@link WritableSink.whenEnded} tells of it where messages wait for a reader. */
  isClosed(): boolean;
  /** Asks to be called when octets have gone out; `undefined` asks for nothing more. */
  onProgress(call: (() => void) | undefined): void;
  /** Asks to be told how the connection ended. */
  whenEnded(end: (report: CloseReport) => void): void;
}

/** A write waits while more octets than this wait. */
const HIGH_WATER_MARK = 64 * 1024;

/** What a write is told that was not taken by a connection whose end is not known yet. */
const NOT_TAKEN: CloseReport = { code: 1006, reason: "", wasClean: false, seen: "the message was not taken: the connection is closing, or too much waits" };

/** The messages to send as a stream. */
export function writableOf(sink: WritableSink): WritableStream<SendableData> {
  let end: CloseReport | undefined;
  let waiting: (() => void) | undefined;
  const go = () => {
    if (waiting === undefined || (end === undefined && !sink.isClosed() && sink.bufferedAmount() > HIGH_WATER_MARK)) return;
    const done = waiting;
    waiting = undefined;
    sink.onProgress(undefined);
    done();
  };
  const room = () =>
    new Promise<void>((resolve) => {
      waiting = resolve;
      sink.onProgress(go);
      go();
    });
  return new WritableStream<SendableData>({
    start(controller) {
      sink.whenEnded((report) => {
        end = report;
        controller.error(new CloseError(report));
        go();
      });
    },
    write(data) {
      if (!sink.send(data)) throw new CloseError(end ?? NOT_TAKEN);
      return sink.bufferedAmount() > HIGH_WATER_MARK ? room() : undefined;
    },
    close: () => sink.close(),
    abort: () => sink.close(),
  });
}
