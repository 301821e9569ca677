import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";

import type { ExecutionContext } from "ava";

import { type Connection, WebSocket2Server } from "../../../reference/http2/index.ts";
import { RunningCommand } from "./run-ws2.ts";

/** Runs a server until the test ends. */
export async function serving(t: ExecutionContext, ...words: string[]): Promise<{ url: string; server: RunningCommand }> {
  const server = new RunningCommand(["serve", "--port", "0", ...words]);
  t.teardown(async () => {
    server.sendStop();
    await server.done;
  });
  const [, url = ""] = await server.waitForOutput(/^(.*)\n/);
  return { url, server };
}

/** A server that sends the given messages, and collects the replies until the client closes. */
export async function asking(
  t: ExecutionContext,
  messages: readonly (string | Uint8Array)[],
): Promise<{ url: string; answers: Promise<readonly (string | Uint8Array)[]> }> {
  const http = createHttp2Server();
  t.teardown(() => http.close());
  const answers = new Promise<readonly (string | Uint8Array)[]>((resolve) => {
    const came: (string | Uint8Array)[] = [];
    const connection = (peer: Connection): void => {
      peer.onmessage = (data) => {
        if (came.push(typeof data === "string" ? data : Uint8Array.from(data)) === messages.length) peer.close(1000);
      };
      void peer.closed.then(() => resolve(came));
      for (const message of messages) peer.send(message);
    };
    new WebSocket2Server({ resources: { "/": { connection } } }).attach(http);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`, answers };
}
