/**
 * Users of one server behind a gateway that carries all of them on one HTTP/2 connection.
 *
 * @module
 */
import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants, createServer, type Http2Session } from "node:http2";

import type { ExecutionContext } from "ava";

import { Client, type Connection, sessionOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";
import { limit } from "../../../../reference/schema/limits.ts";
import { buildRequest } from "../../../../reference/wire/index.ts";
import { listen, soon } from "../support.ts";

/** A server whose application answers at `/echo` and never decides at `/pending`, with the HTTP/2 connections that gateways opened. */
export interface GatewayOrigin {
  readonly port: number;
  readonly sessions: ReadonlySet<Http2Session>;
}

/** Starts the server. */
export async function startOrigin(t: ExecutionContext): Promise<GatewayOrigin> {
  const server = createServer(sessionOptions);
  const sessions = new Set<Http2Session>();
  server.on("session", (session) => sessions.add(session));
  new WebSocket2Server({
    resources: {
      "/echo": { connection: (connection) => (connection.onmessage = (message) => connection.send(message)) },
      "/pending": { authorize: () => new Promise<undefined>(() => undefined), connection: () => undefined },
    },
  }).attach(server);
  return { port: (await listen(t, server)).port, sessions };
}

/** Starts a gateway of node:http2: streams of all users go over one HTTP/2 connection, and over another one after GOAWAY. */
export async function startNodeGateway(t: ExecutionContext, { port }: GatewayOrigin): Promise<string> {
  let shared: ClientHttp2Session | undefined;
  const upstream = (): ClientHttp2Session => {
    if (shared !== undefined && !shared.closed && !shared.destroyed) return shared;
    const session = connect(`http://127.0.0.1:${port}`);
    session.on("error", () => undefined).on("goaway", () => session === shared && (shared = undefined));
    t.teardown(() => session.destroy());
    return (shared = session);
  };
  const server = createServer();
  server.on("stream", (user, headers) => {
    const stream = upstream().request(headers, { endStream: false });
    for (const each of [user, stream]) each.on("error", () => undefined);
    stream.on("response", (response) => !user.destroyed && user.respond(response));
    user.pipe(stream).pipe(user);
    user.on("close", () => stream.close(user.rstCode));
    stream.on("close", () => user.close(stream.rstCode));
  });
  return (await listen(t, server)).url;
}

/** Openings of one user, a few more than the server lets one HTTP/2 connection break off. */
const OPENINGS = limit.value("openings") + 10;

/** A user who opens streams of its own on one HTTP/2 connection to the gateway. */
class BadUser {
  readonly #session: ClientHttp2Session;
  readonly #url: URL;

  constructor(t: ExecutionContext, url: string) {
    this.#url = new URL(url);
    this.#session = connect(url, { rejectUnauthorized: false });
    this.#session.on("error", () => undefined);
    t.teardown(() => this.#session.destroy());
  }

  open(path: string): ClientHttp2Stream {
    const { protocol, host } = this.#url;
    const fields = buildRequest({ scheme: protocol === "https:" ? "https" : "http", authority: host, path });
    const stream = this.#session.request(Object.fromEntries(fields), { endStream: false });
    return stream.on("error", () => undefined).resume();
  }
}

/** Streams that one user has open at once: gateways allow 100. */
const BATCH = 50;

/** Opens streams in batches, waits until each has its response, and resets it. */
async function openAndReset(open: () => ClientHttp2Stream, code: number): Promise<void> {
  for (let count = 0; count < OPENINGS; count += BATCH) {
    const streams = Array.from({ length: BATCH }, open);
    // A refusal ends its stream.
    const closed = streams.map((stream) => once(stream, "close"));
    await Promise.all(streams.map((stream, at) => Promise.race([once(stream, "response"), closed[at]])));
    for (const stream of streams) stream.close(code);
    await Promise.all(closed);
  }
}

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR } = constants;

/** What one user can do. */
export const misbehaviour: Readonly<Record<string, (user: BadUser) => Promise<void>>> = {
  "breaks openings off": (user) => openAndReset(() => user.open("/echo"), NGHTTP2_CANCEL),
  "resets with NO_ERROR": (user) => openAndReset(() => user.open("/echo"), NGHTTP2_NO_ERROR),
  "floods the server with openings that it refuses": (user) => openAndReset(() => user.open("/none"), NGHTTP2_CANCEL),
  "sends too much content before the decision": (user) =>
    openAndReset(() => {
      const stream = user.open("/pending");
      stream.write(Buffer.alloc(limit.value("undecidedContent") + 1));
      return stream;
    }, NGHTTP2_CANCEL),
};

async function echoes(connection: Connection, text: string): Promise<unknown> {
  const answer = new Promise((resolve) => (connection.onmessage = resolve));
  connection.send(text);
  return soon(`the echo of ${text}`, Promise.race([answer, connection.closed.then((report) => JSON.stringify(report))]));
}

/** What {@link tryGateway} returns where no user loses anything. */
export const ALL_WELL: readonly string[] = ["1 HTTP/2 connection", "user 0: open", "user 1: open", "user 2: open"];

/**
 * Lets one user misbehave beside two others, whose connections have to stay, and one who comes later.
 *
 * @returns how many HTTP/2 connections carried the first users, and what has become of each user
 */
export async function tryGateway(
  t: ExecutionContext,
  url: string,
  { sessions }: GatewayOrigin,
  acts: (user: BadUser) => Promise<void>,
): Promise<string[]> {
  const connectUser = async (): Promise<Connection> => {
    const client = new Client({ tls: { rejectUnauthorized: false } });
    t.teardown(() => void client.close());
    return soon("a user is connected", client.connect(`${url}/echo`));
  };
  const users = [await connectUser(), await connectUser()];
  for (const user of users) await echoes(user, "before");
  const shared = `${sessions.size} HTTP/2 connection${sessions.size === 1 ? "" : "s"}`;
  await soon("a user misbehaves", acts(new BadUser(t, url)));
  users.push(await connectUser());
  const ends: string[] = [];
  for (const [at, user] of users.entries()) {
    const heard = await echoes(user, "after");
    ends.push(`user ${at}: ${heard === "after" ? user.state : String(heard)}`);
  }
  return [shared, ...ends];
}
