/**
 * The server side of the WebSocket tests of web-platform-tests: resources that do what the tests expect at their paths.
 *
 * @module
 */
import type { ServerHttp2Stream } from "node:http2";

import type { Connection, Handshake, ReceivedData, Resource } from "../../../reference/http2/index.ts";
import { delay } from "../../common/waiting.ts";

/** Returns the HTTP stream of a handshake, for a resource that breaks the protocol. */
export type StreamOf = (handshake: Handshake) => ServerHttp2Stream | undefined;

/** The text that ends a conversation. */
const GOODBYE = "Goodbye";

/** Time between two messages of a slow reader, in ms. */
const READING_PAUSE_MS = 100;

/** In place of a frame of RFC 6455 with an unknown opcode: a frame with reserved bits. */
const WRONG_FRAME = Uint8Array.of(2, 0x33, 0xff);

const queryOf = ({ headers }: Handshake): string => /\?(.*)/.exec(String(headers[":path"]))?.[1] ?? "";

function onMessages(listener: (connection: Connection, data: ReceivedData) => void): Resource {
  return { connection: (connection) => (connection.onmessage = (data) => listener(connection, data)) };
}

/** Returns a resource that sends a text and closes. */
function telling(text: (handshake: Handshake, connection: Connection) => string): Resource {
  return {
    connection(connection, handshake) {
      connection.send(text(handshake, connection));
      connection.close(1000);
    },
  };
}

const closing: Resource = { connection: (connection) => connection.close(1000) };

const untilGoodbye = onMessages((connection, data) => {
  if (data === GOODBYE) connection.close(1000);
});

const echo: Resource = {
  ...onMessages((connection, data) => {
    connection.send(data);
    if (data === GOODBYE) connection.close(1000);
  }),
  authorize: ({ protocols }) => (protocols.includes("echo") ? { protocol: "echo" } : {}),
};

const firstProtocol: Resource = {
  ...telling((_, { protocol }) => protocol ?? ""),
  authorize: ({ protocols: [first] }) => (first === undefined ? {} : { protocol: first }),
};

/** Returns a resource that waits before it decides. */
const late = (resource: Resource, ms: number): Resource => ({
  ...resource,
  async authorize() {
    await delay(ms);
    return {};
  },
});

const remoteClose: Resource = {
  connection(connection, handshake) {
    const query = new URLSearchParams(queryOf(handshake));
    const code = query.get("code");
    if (query.has("abrupt")) connection.terminate();
    else if (code === null) connection.close();
    else connection.close(Number(code), query.get("reason") ?? "");
  },
};

const slowReader: Resource = {
  connection(connection) {
    let ready = Promise.resolve();
    connection.onmessage = (data) => {
      ready = ready.then(() => delay(READING_PAUSE_MS)).then(() => void connection.send(String(data.length)));
    };
  },
};

const brokenEcho = (streamOf: StreamOf): Resource => ({
  connection(connection, handshake) {
    connection.onmessage = () => {
      connection.send("test");
      setImmediate(() => streamOf(handshake)?.write(WRONG_FRAME));
    };
  },
});

/** Returns the resources by path. @param streamOf - returns the HTTP stream of a handshake */
export function wptResources(streamOf: StreamOf): Readonly<Record<string, Resource>> {
  return {
    "/basic_auth": {
      ...closing,
      authorize: ({ headers }) => (headers.authorization === "Basic Zm9vOmJhcg==" ? {} : { refuse: { status: 401 } }),
    },
    "/echo": echo,
    "/echo-query": telling(queryOf),
    "/echo-query_v13": telling(queryOf),
    "/echo_close_data": untilGoodbye,
    "/echo_exit": untilGoodbye,
    "/echo_raw": brokenEcho(streamOf),
    "/empty-message": onMessages((connection, data) => {
      connection.send(data === "" ? "pass" : "fail");
      connection.close(1000);
    }),
    "/handshake_no_extensions": closing,
    "/handshake_no_protocol": closing,
    "/handshake_protocol": { ...closing, authorize: () => ({ protocol: "foobar" }) },
    "/handshake_sleep_2": late(closing, 2000),
    "/origin": telling(({ origin }) => origin ?? "none"),
    "/passive-close-abort": { connection: (connection) => (connection.onmessage = () => undefined) },
    "/protocol": firstProtocol,
    "/protocol_array": firstProtocol,
    "/receive-many-with-backpressure": slowReader,
    "/referrer": telling(({ headers }) => headers.referer ?? "MISSING AS PER FETCH"),
    "/remote-close": remoteClose,
    "/simple_handshake": { connection: (connection) => connection.close(1001, "PASS") },
    "/sleep_10_v13": late(untilGoodbye, 10_000),
  };
}
