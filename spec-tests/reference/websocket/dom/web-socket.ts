/**
 * The types of `WebSocket2` beside those of `lib.dom`. `make types` compiles this file, against the declarations of the package.
 */
import { CloseEvent as PackageCloseEvent, WebSocket2 } from "websocket2";

declare const url: string;

const instance: WebSocket = new WebSocket2(url, ["chat"]);
export const constructors: (typeof WebSocket)[] = [WebSocket, WebSocket2];

/** Options of libraries that take an implementation. */
declare function library(options: { readonly webSocketImpl: typeof WebSocket }): void;
library({ webSocketImpl: WebSocket2 });

const event: CloseEvent = new PackageCloseEvent("close", { code: 1000, wasClean: true, bubbles: true });
const platformEvent: InstanceType<typeof PackageCloseEvent> = new CloseEvent("close");
export const isCloseEvent: boolean = platformEvent instanceof PackageCloseEvent;
export const closeEventClass: typeof CloseEvent = PackageCloseEvent;

function onClose(this: WebSocket, { code, reason, wasClean }: CloseEvent): void {
  if (wasClean) this.close(code, reason);
}

function onMessage(this: WebSocket, { data, origin }: MessageEvent<unknown>): void {
  if (data === origin) this.send("x");
}

/** Uses every member with the types of code for `WebSocket`. */
function use(socket: WebSocket2): void {
  socket.onclose = onClose;
  socket.onmessage = onMessage;
  socket.onopen = function () {
    this.send(new Blob([]));
    this.send(new ArrayBuffer(1));
    this.send(new DataView(new ArrayBuffer(1)));
  };
  socket.onerror = (error: Event) => error.preventDefault();
  socket.onerror = null;
  socket.addEventListener("close", onClose, { once: true });
  socket.removeEventListener("close", onClose);
  socket.addEventListener("message", onMessage);
  socket.removeEventListener("message", (each: MessageEvent) => void each.ports, true);
  socket.addEventListener("open", { handleEvent: (each: Event) => void each.type });
  socket.addEventListener("custom", (each: Event) => socket.dispatchEvent(each));
  const type: BinaryType = socket.binaryType;
  socket.binaryType = type;
  const state: 0 | 1 | 2 | 3 = socket.OPEN;
  if (state === WebSocket2.OPEN) socket.close();
}

// @ts-expect-error A number is no URL.
export const wrongUrl = new WebSocket2(7);
// @ts-expect-error A close event has no data.
new WebSocket2(url).onclose = ({ data }) => data;
// @ts-expect-error An error has no code.
new WebSocket2(url).addEventListener("error", ({ code }) => code);

use(new WebSocket2(url));
instance.close();
event.preventDefault();
