import { once } from "node:events";
import { createServer as createHttp1 } from "node:http";
import { createSecureServer, createServer as createHttp2, type ServerHttp2Session } from "node:http2";
import { createServer as createTcp, type AddressInfo, type Socket } from "node:net";
import { createServer as createTls } from "node:tls";

import test, { type ExecutionContext } from "ava";

import { Client, OpeningError, sessionOptions } from "../../../../reference/http2/index.ts";
import { errorLine, NO_HTTP2, sessionErrorOf, violationError } from "../../../../reference/http2/stream/session-error.ts";
import { makeCertificate } from "../../../../scripts/common/certificate.ts";
import { data, goaway, headers } from "../../../../scripts/interop/h2/index.ts";
import { buildReply } from "../../../../reference/wire/index.ts";
import { listen, newClient, octets, ping, pongTo, rawServer, serve } from "../support.ts";

const here = await makeCertificate();
const elsewhere = await makeCertificate(["example.net"]);

/** Starts a server and returns its port. */
const portOf = async (t: ExecutionContext, server: Parameters<typeof listen>[1]): Promise<number> => (await listen(t, server)).port;

const tcp = (onSocket: (socket: Socket) => void) => createTcp((socket) => onSocket(socket.on("error", () => undefined)));

/** Returns a port on which no server listens. */
async function closedPort(): Promise<number> {
  const server = createTcp();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const raw = async (t: ExecutionContext, code: "INTERNAL_ERROR" | "ENHANCE_YOUR_CALM", last: number, debug?: string): Promise<number> => {
  const { port } = await rawServer(t, (peer) => {
    void peer.next("HEADERS").then(() => peer.send(debug === undefined ? goaway(last, code) : goaway(last, code, Buffer.from(debug))));
  });
  return port;
};

const ABORTED = "The stream is reset or the connection is lost before the first pong";
const NO_H2C = "the server does not accept HTTP/2 without TLS on this port; it may expect TLS, or support HTTP/1.1 only";
const NOT_VERIFIED = "the certificate does not prove the identity of the server";
const CLOSED_EARLY = "closed without an error, before any HTTP/2 frame arrived";

/** Way in which an opening fails. */
interface FailureCase {
  readonly title: string;
  readonly scheme: "http" | "https";
  readonly server: (t: ExecutionContext) => Promise<number>;
  readonly tls?: object;
  readonly seen: string | RegExp;
  readonly diagnosis?: string;
  /** Code of the cause, or its message if it is not an error of Node.js. */
  readonly cause: string | RegExp;
}

const unverified = { rejectUnauthorized: false };
const secure = (certificate: object) => (t: ExecutionContext) => portOf(t, createSecureServer({ ...sessionOptions, ...certificate }));

const failureCases: readonly FailureCase[] = [
  {
    title: "a port where nothing listens",
    scheme: "http",
    server: closedPort,
    seen: /^no HTTP\/2 connection: connect ECONNREFUSED 127\.0\.0\.1:\d+$/,
    diagnosis: "no server listens at this address",
    cause: "ECONNREFUSED",
  },
  {
    title: "TLS to a server without TLS",
    scheme: "https",
    server: (t) => portOf(t, createHttp2()),
    tls: unverified,
    seen: /^no HTTP\/2 connection: TLS: (wrong version number|packet length too long|record layer failure)$/,
    diagnosis: "the server does not use TLS on this port",
    cause: /^ERR_SSL_/,
  },
  {
    title: "no TLS to a server with TLS",
    scheme: "http",
    server: secure(here),
    seen: `the HTTP/2 connection was lost: ${CLOSED_EARLY}`,
    diagnosis: NO_H2C,
    cause: CLOSED_EARLY,
  },
  {
    title: "TLS to a server that offers HTTP/1.1 alone",
    scheme: "https",
    server: (t) => portOf(t, createTls({ ...here, ALPNProtocols: ["http/1.1"] })),
    tls: unverified,
    seen: "no HTTP/2 connection: TLS: tlsv1 alert no application protocol",
    diagnosis: NO_HTTP2,
    cause: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL",
  },
  {
    title: "TLS to a server that does not know ALPN",
    scheme: "https",
    server: (t) => portOf(t, createTls(here)),
    tls: unverified,
    seen: "no HTTP/2 connection: ALPN selected no protocol, but HTTP/2 requires h2",
    diagnosis: NO_HTTP2,
    cause: "ALPN selected no protocol, but HTTP/2 requires h2",
  },
  {
    title: "no TLS to a server that speaks HTTP/1.1 alone",
    scheme: "http",
    server: (t) => portOf(t, createHttp1()),
    seen: "the HTTP/2 connection was lost: the server sent octets that are not HTTP/2 (Protocol error)",
    diagnosis: NO_H2C,
    cause: "ERR_HTTP2_ERROR",
  },
  {
    title: "a self-signed certificate",
    scheme: "https",
    server: secure(here),
    seen: "no HTTP/2 connection: self-signed certificate",
    diagnosis:
      "the client does not know the authority that issued the certificate of the server; the option tls.ca or NODE_EXTRA_CA_CERTS adds it",
    cause: "DEPTH_ZERO_SELF_SIGNED_CERT",
  },
  {
    title: "a certificate for another name",
    scheme: "https",
    server: secure(elsewhere),
    tls: { ca: elsewhere.cert },
    seen: /^no HTTP\/2 connection: Hostname\/IP does not match certificate's altnames: .*[^:\s]$/,
    diagnosis: NOT_VERIFIED,
    cause: "ERR_TLS_CERT_ALTNAME_INVALID",
  },
  {
    title: "a server that resets TCP",
    scheme: "http",
    server: (t) =>
      portOf(
        t,
        tcp((socket) => socket.once("data", () => socket.resetAndDestroy())),
      ),
    seen: "the HTTP/2 connection was lost: read ECONNRESET, before any HTTP/2 frame arrived",
    diagnosis: NO_H2C,
    cause: "ECONNRESET",
  },
  {
    title: "a server that resets TCP within TLS's handshake",
    scheme: "https",
    server: (t) =>
      portOf(
        t,
        tcp((socket) => socket.once("data", () => socket.resetAndDestroy())),
      ),
    seen: "no HTTP/2 connection: read ECONNRESET",
    diagnosis: "the server may not use TLS on this port",
    cause: "ECONNRESET",
  },
  {
    title: "a server that closes TCP",
    scheme: "http",
    server: (t) =>
      portOf(
        t,
        tcp((socket) => socket.once("data", () => socket.end())),
      ),
    seen: `the HTTP/2 connection was lost: ${CLOSED_EARLY}`,
    diagnosis: NO_H2C,
    cause: CLOSED_EARLY,
  },
  {
    title: "GOAWAY with an error",
    scheme: "http",
    server: (t) => raw(t, "INTERNAL_ERROR", 1),
    seen: "the HTTP/2 connection was lost: GOAWAY(INTERNAL_ERROR)",
    cause: "ERR_HTTP2_SESSION_ERROR",
  },
  {
    title: "GOAWAY with an error and debug data",
    scheme: "http",
    server: (t) => raw(t, "ENHANCE_YOUR_CALM", 1, "too many"),
    seen: 'the HTTP/2 connection was lost: GOAWAY(ENHANCE_YOUR_CALM) "too many"',
    cause: "ERR_HTTP2_SESSION_ERROR",
  },
  {
    title: "GOAWAY that leaves the request unprocessed each time",
    scheme: "http",
    server: (t) => raw(t, "INTERNAL_ERROR", 0),
    seen: "GOAWAY(INTERNAL_ERROR), which leaves the request unprocessed",
    cause: "ERR_HTTP2_SESSION_ERROR",
  },
];

function assertText(t: ExecutionContext, found: string, expected: string | RegExp): void {
  if (typeof expected === "string") t.is(found, expected);
  else t.regex(found, expected);
}

for (const { title, scheme, server, tls, seen, diagnosis, cause } of failureCases) {
  test(`the error of an opening that fails by ${title} has observation, meaning and cause`, async (t) => {
    const client = newClient(t, tls === undefined ? {} : { tls });
    const error = await t.throwsAsync(client.connect(`${scheme}://127.0.0.1:${await server(t)}/`), { instanceOf: OpeningError });
    const noHttp2 = diagnosis === NO_HTTP2;
    t.is(error.check, noHttp2 ? "no-http2" : "aborted");
    assertText(t, error.failure.seen, seen);
    if (noHttp2) t.regex(error.meaning, /^TLS did not agree on HTTP\/2: /);
    else t.is(error.meaning, diagnosis === undefined ? ABORTED : `${ABORTED}: ${diagnosis}`);
    t.true(error.message.endsWith(`: ${error.failure.seen}. ${error.meaning}.`));
    const { code, message } = error.cause as NodeJS.ErrnoException;
    assertText(t, code ?? message, cause);
  });
}

test("all openings that wait for SETTINGS of one server fail with the same reason", async (t) => {
  const port = await portOf(t, createHttp1());
  const client = newClient(t, { sharedBy: 1 });
  const errors = await Promise.all(
    Array.from({ length: 3 }, () => t.throwsAsync(client.connect(`http://127.0.0.1:${port}/`), { instanceOf: OpeningError })),
  );
  for (const error of errors) t.regex(error.failure.seen, /: the server sent octets that are not HTTP\/2 \(Protocol error\)$/);
  for (const error of errors) t.is(error.meaning, `${ABORTED}: ${NO_H2C}`);
});

test("the report of a lost connection has the reason, at both ends", async (t) => {
  let reset: (() => void) | undefined;
  const { url } = await rawServer(t, (peer) => {
    void peer.next("HEADERS").then(async ({ stream }) => {
      const opening = await octets(peer, stream, ping.length);
      peer.send(...headers(stream, buildReply()), data(stream, pongTo(opening)));
      reset = () => peer.send(goaway(stream, "INTERNAL_ERROR"));
    });
  });
  const connection = await newClient(t).connect(url);
  connection.onmessage = () => undefined;
  reset?.();
  t.deepEqual(await connection.closed, {
    code: 1006,
    reason: "",
    wasClean: false,
    check: "not-duplex",
    seen: "the HTTP/2 connection was lost: GOAWAY(INTERNAL_ERROR)",
  });

  const { url: own, ws, server } = await serve(t);
  const sessions: ServerHttp2Session[] = [];
  server.on("session", (session: ServerHttp2Session) => sessions.push(session));
  const lost = await newClient(t).connect(`${own}/echo`);
  lost.onmessage = () => undefined;
  const [served] = ws.connections;
  sessions[0]?.destroy(new RangeError("out of order"));
  t.is((await served?.closed)?.seen, "the HTTP/2 connection was lost: out of order");
  t.regex((await lost.closed).seen ?? "", /^the HTTP\/2 connection was lost: GOAWAY\(INTERNAL_ERROR\)$/);
});

test("the cause of an aborted opening is the reason of the signal", async (t) => {
  const port = await portOf(t, tcp((socket) => socket.resume()));
  const reason = new RangeError("enough");
  const error = await t.throwsAsync(new Client().connect(`https://127.0.0.1:${port}/`, { signal: AbortSignal.abort(reason) }), {
    instanceOf: OpeningError,
  });
  t.is(error.cause, reason);
  t.is(error.meaning, "The application closed or aborted the opening");
});

test("an error after GOAWAY(NO_ERROR) is reported with the GOAWAY", (t) => {
  const facts = { tls: false, stage: "settled", goaway: { code: 0, data: "" } } as const;
  t.is(
    sessionErrorOf(Object.assign(new RangeError("read ECONNRESET"), { code: "ECONNRESET" }), facts).message,
    "GOAWAY(NO_ERROR), then read ECONNRESET",
  );
  t.is(sessionErrorOf(undefined, facts).message, "GOAWAY(NO_ERROR)");
});

test("a violation that Node.js itself reports has the text of one after which it stops; a failure of its own has not", (t) => {
  const settled = { tls: true, stage: "settled", goaway: undefined } as const;
  const errorOf = (errno: number, message: string): Error => Object.assign(new RangeError(message), { code: "ERR_HTTP2_ERROR", errno });
  const violation = errorOf(-505, "Protocol error");
  const { message, diagnosis, cause } = sessionErrorOf(violation, settled);
  t.deepEqual([message, diagnosis], [violationError().message, violationError().diagnosis]);
  t.is(cause, violation);
  t.is(sessionErrorOf(errorOf(-901, "Out of memory"), settled).message, "Out of memory");
});

test("advice of Node.js about a certificate is no part of the observation", (t) => {
  const advice = "; if the root CA is installed locally, try running Node.js with --use-system-ca";
  t.is(errorLine(new RangeError(`self-signed certificate${advice}`)), "self-signed certificate");
});
