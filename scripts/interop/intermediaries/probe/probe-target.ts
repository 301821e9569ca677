/**
 * The URL whose path is looked at, and the ways to reach it.
 *
 * @module
 */
import { Client, type Connection, type ConnectOptions } from "../../../../reference/http2/index.ts";
import { connectPeer, type Http2Peer } from "../../h2/index.ts";
import { cancelStream, collectReply, type RawReply, type RawRequest, type RawStream, sendRequest } from "../testbed/raw-request.ts";
import { NAME_PARAMETER, PROBE_PROTOCOL, type ProbeAnswer, probeAnswer, type ProbeRequest } from "./probe-resource.ts";
import { withTimeout } from "../../../common/waiting.ts";

/** How long anything may take, in ms. */
export const PROBE_TIMEOUT_MS = 5000;

/** The octets of a ping or pong. */
const PING_FRAME_OCTETS = 11;

/** A raw exchange that goes on. */
export interface RawExchange {
  readonly peer: Http2Peer;
  readonly stream: number;
  readonly sent: RawStream;
  readonly reply: RawReply;
}

/** What is looked at. */
export class ProbeTarget {
  readonly url: URL;
  readonly #insecure: boolean;
  readonly #client: Client;
  readonly #peers: Http2Peer[] = [];
  #probes: boolean | undefined;

  /** @param url - https or http; @param insecure - accept any certificate */
  constructor(url: URL, insecure: boolean) {
    this.url = url;
    this.#insecure = insecure;
    this.#client = new Client({ tls: { rejectUnauthorized: !insecure } });
  }

  get #tls(): boolean {
    return ["https:", "wss:"].includes(this.url.protocol);
  }

  /** Host and port. */
  get address(): { readonly host: string; readonly port: number } {
    const port = this.url.port === "" ? (this.#tls ? 443 : 80) : Number(this.url.port);
    return { host: this.url.hostname.replace(/^\[|\]$/g, ""), port };
  }

  /** Opens with our client. @throws OpeningError */
  connect(options: ConnectOptions = {}): Promise<Connection> {
    const limits = { pingAfter: 0, handshake: PROBE_TIMEOUT_MS, ...options.limits };
    return this.#client.connect(this.url, { protocols: [PROBE_PROTOCOL], ...options, limits });
  }

  /** A raw request with its opening ping; waits for header section and pong as far as they come. */
  async sendRaw(request: Partial<RawRequest> = {}, ms = PROBE_TIMEOUT_MS): Promise<RawExchange> {
    const peer = await connectPeer({ ...this.address, ...(this.#tls ? { tls: { verify: !this.#insecure } } : {}) }, { timeoutMs: PROBE_TIMEOUT_MS });
    this.#peers.push(peer);
    const target = `${this.url.pathname}${this.url.search}`;
    const fields = { "websocket2-protocol": `"${PROBE_PROTOCOL}"`, ...(this.#tls ? {} : { ":scheme": "http" }), ...request.fields };
    const sent = sendRequest(peer, { target, authority: this.url.host, ...request, fields });
    const reply = await collectReply(peer, sent.stream, ms, ({ octets, status }) => octets.length >= PING_FRAME_OCTETS || (request.ping === false && status !== undefined));
    return { peer, stream: sent.stream, sent, reply };
  }

  /** Gives a raw exchange up. */
  cancel({ peer, stream }: RawExchange): void {
    cancelStream(peer, stream);
  }

  /** The target with a name for the server to remember. */
  targetNamed(name: string): string {
    const url = new URL(this.url);
    url.searchParams.set(NAME_PARAMETER, name);
    return `${url.pathname}${url.search}`;
  }

  /** Whether the server is one that answers probes; known once a connection has opened. */
  get probes(): boolean {
    return this.#probes === true;
  }

  /** Takes note of what a connection tells of the server. */
  noteProtocol({ protocol }: Connection): void {
    this.#probes ??= protocol === PROBE_PROTOCOL;
  }

  /** Ends everything. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.destroy();
    await withTimeout(this.#client.close(), PROBE_TIMEOUT_MS);
  }
}

/** Asks the server of an open connection. @returns `undefined` where no answer comes */
export async function askServer(connection: Connection, request: ProbeRequest): Promise<ProbeAnswer | undefined> {
  const answer = nextAnswer(connection);
  connection.send(JSON.stringify(request));
  return answer;
}

/** The next text that comes, as an answer. */
export async function nextAnswer(connection: Connection): Promise<ProbeAnswer | undefined> {
  const text = await withTimeout(
    new Promise<string>((resolve) => {
      connection.onmessage = (data) => {
        if (typeof data === "string") resolve(data);
      };
    }),
    PROBE_TIMEOUT_MS,
  );
  return text === undefined ? undefined : probeAnswer.safeParse(JSON.parse(text)).data;
}
