/**
 * The lab for a client under test: it plays a server.
 *
 * @module
 */
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { buildReply, headerSection } from "../../../reference/wire/index.ts";
import { type Http2Field, headers, EventQueue, TimeoutError } from "../h2/index.ts";
import type { ClientHarness, ReceivedRequest, OpenOptions } from "./conformance-case.ts";
import { changeFields, type FieldChanges } from "../h2/change-fields.ts";
import { assert, fail, unimplemented } from "./case-failure.ts";
import { TestConnection } from "./test-connection.ts";

/** How often a case looks whether a client may still come, in ms. */
const POLL_INTERVAL_MS = 200;

/** Plays a server to one client, for one case. */
export class ClientFixture implements ClientHarness {
  readonly role = "client";
  readonly timeoutMs: number;
  /** Says whether a request can still come: the case waits for the first one as long as it does. */
  readonly #mayStillConnect: () => boolean;
  readonly connections: TestConnection[] = [];
  /** Every request that came for the case. */
  readonly requests: ReceivedRequest[] = [];
  readonly seenPingData: Set<string>;
  readonly #requestQueue = new EventQueue<ReceivedRequest>(() => undefined);
  /** Settles when the first request has come. */
  readonly started: Promise<void>;
  #markStarted: () => void = () => undefined;
  #hasRequest = false;

  constructor(patience: number, mayCome: () => boolean, seen: Set<string>) {
    this.timeoutMs = patience;
    this.#mayStillConnect = mayCome;
    this.seenPingData = seen;
    this.started = new Promise((resolve) => (this.#markStarted = resolve));
  }

  /** A request for the case's URL. */
  addRequest(request: ReceivedRequest): void {
    this.requests.push(request);
    this.#requestQueue.add(request);
  }

  async nextRequest(patience = this.timeoutMs): Promise<ReceivedRequest> {
    for (;;) {
      try {
        const request = await this.#requestQueue.next("a request", () => true, this.#hasRequest ? patience : POLL_INTERVAL_MS);
        this.#hasRequest = true;
        this.#markStarted();
        return request;
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        if (this.#hasRequest) fail(error.message);
        if (!this.#mayStillConnect()) unimplemented("no client came for the URL of this case");
      }
    }
  }

  replyFields(change: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
    return changeFields(buildReply(), change, more);
  }

  connectionOn({ peer, stream }: ReceivedRequest, choice: CompressionChoice | null = null, pong = true): TestConnection {
    const link = new TestConnection(peer, stream, { peerRole: "client", choice, timeoutMs: this.timeoutMs, answerPings: pong });
    this.connections.push(link);
    return link;
  }

  async open(opening: OpenOptions = {}): Promise<TestConnection> {
    const request = await this.nextRequest();
    const method = headerSection(request.fields).value(":method");
    assert(method === "POST", `expected a handshake, found a request with the method ${method}`);
    const choice = opening.choice ?? null;
    for (const name of Object.keys(choice ?? {})) {
      const offer = headerSection(request.fields).value("websocket2-compression") ?? "";
      if (!offer.includes(name)) unimplemented(`the client does not offer ${name}`);
    }
    request.peer.send(headers(request.stream, buildReply({ compression: choice })));
    const link = this.connectionOn(request, choice, opening.answerPings);
    for (const awaited of ["the opening ping", "the second ping, at once behind the opening pong (R-052)"]) {
      const ping = await link.expectPing(awaited);
      if (opening.answerPings === false) link.sendFrames({ type: "ping", kind: "pong", data: ping.data });
    }
    return link;
  }
}
