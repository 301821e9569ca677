/**
 * The harness for a client under test: it plays a server.
 *
 * @module
 */
import { type CompressionChoice, type CompressionOffer, websocket2Compression } from "../../../reference/schema/index.ts";
import { announcedLimit } from "../../../reference/wire/handshake/message-limit.ts";
import { buildReply, headerSection, readRequestField, selectCompression } from "../../../reference/wire/index.ts";
import { changeFields, type FieldChanges, fieldValue } from "../h2/change-fields.ts";
import { type Http2Field, headers, EventQueue, TimeoutError } from "../h2/index.ts";
import { offerText, requestValue } from "../handshake-fields.ts";
import { assert, fail, unimplemented } from "./case-failure.ts";
import type { ClientHarness, ReceivedRequest, OpenOptions } from "./conformance-case.ts";
import { TestConnection } from "./test-connection.ts";

/** Interval in ms at which a case checks whether a client may still connect. */
const POLL_INTERVAL_MS = 200;

/** The detail of a case to whose URL no client has connected. */
export const NO_CLIENT = "no client has connected to the URL of this case";

/** Plays a server to one client, for one case. */
export class ClientFixture implements ClientHarness {
  readonly role = "client";
  readonly timeoutMs: number;
  readonly connections: TestConnection[] = [];
  /** All requests for the URL of the case. */
  readonly requests: ReceivedRequest[] = [];
  readonly seenPingData: Set<string>;
  /** Resolves when the first request has arrived. */
  readonly started: Promise<void>;
  readonly #mayStillConnect: () => boolean;
  readonly #requestQueue = new EventQueue<ReceivedRequest>(() => undefined);
  #markStarted: () => void = () => undefined;
  #hasRequest = false;

  /** @param mayStillConnect - returns whether the first request can still arrive; the case waits for it as long as it can */
  constructor(timeoutMs: number, mayStillConnect: () => boolean, seenPingData: Set<string>) {
    this.timeoutMs = timeoutMs;
    this.#mayStillConnect = mayStillConnect;
    this.seenPingData = seenPingData;
    this.started = new Promise((resolve) => (this.#markStarted = resolve));
  }

  /** Adds a request for the URL of the case. */
  addRequest(request: ReceivedRequest): void {
    this.requests.push(request);
    this.#requestQueue.add(request);
  }

  async nextRequest(timeoutMs = this.timeoutMs): Promise<ReceivedRequest> {
    for (;;) {
      try {
        const request = await this.#requestQueue.next("a request", () => true, this.#hasRequest ? timeoutMs : POLL_INTERVAL_MS);
        this.#hasRequest = true;
        this.#markStarted();
        return request;
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        if (this.#hasRequest) fail(error.message);
        if (!this.#mayStillConnect()) unimplemented(NO_CLIENT);
      }
    }
  }

  replyFields(changes: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
    return changeFields(buildReply(), changes, more);
  }

  connectionOn({ peer, stream, fields }: ReceivedRequest, choice: CompressionChoice | null = null, answerPings = true): TestConnection {
    const { timeoutMs } = this;
    const peerLimit = announcedLimit(headerSection(fields), "request");
    const connection = new TestConnection(peer, stream, { peerRole: "client", choice, peerLimit, timeoutMs, answerPings });
    this.connections.push(connection);
    return connection;
  }

  async open(options: OpenOptions = {}): Promise<TestConnection> {
    const request = await this.nextRequest();
    const method = fieldValue(request.fields, ":method");
    assert(method === requestValue(":method"), `expected a handshake, found a request with the method ${method}`);
    const choice = options.compression === undefined ? null : chooseCompression(request, options.compression);
    const { messageLimit, fields = {} } = options;
    const reply = buildReply({ compression: choice, ...(messageLimit === undefined ? {} : { messageLimit }) });
    request.peer.send(headers(request.stream, changeFields(reply, fields)));
    const connection = this.connectionOn(request, choice, options.answerPings);
    for (const awaited of ["the opening ping", "the second ping directly after the opening pong (R-052)"]) {
      const ping = await connection.expectPing(awaited);
      if (options.answerPings === false) connection.sendFrames({ type: "ping", kind: "pong", data: ping.data });
    }
    return connection;
  }
}

/** Chooses from the offer of a client. @throws {@link CaseFailure} if the client offers nothing acceptable */
function chooseCompression({ fields }: ReceivedRequest, methods: CompressionOffer): CompressionChoice {
  const field = readRequestField(websocket2Compression, fieldValue(fields, websocket2Compression.model.id) ?? "");
  const choice = selectCompression(field.ok ? field.value : {}, methods);
  return choice ?? unimplemented(`the client does not offer ${offerText(methods)}`);
}
