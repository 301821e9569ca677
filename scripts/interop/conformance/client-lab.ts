/**
 * The lab for a client under test: it plays a server.
 *
 * @module
 */
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { buildReply, headerSection } from "../../../reference/wire/index.ts";
import { type Field, headers, Inbox, NothingCame } from "../h2/index.ts";
import type { ClientLab, ClientRequest, Opening } from "./case.ts";
import { changed, type Change } from "./fields.ts";
import { demand, fail, unimplemented } from "./finding.ts";
import { Link } from "./link.ts";

/** How often a case looks whether a client may still come, in ms. */
const GLANCE = 200;

/** Plays a server to one client, for one case. */
export class ClientUnderTest implements ClientLab {
  readonly role = "client";
  readonly patience: number;
  /** Says whether a request can still come: the case waits for the first one as long as it does. */
  readonly #mayCome: () => boolean;
  readonly links: Link[] = [];
  /** Every request that came for the case. */
  readonly requests: ClientRequest[] = [];
  readonly seen: Set<string>;
  readonly #inbox = new Inbox<ClientRequest>(() => undefined);
  /** Settles when the first request has come. */
  readonly begun: Promise<void>;
  #begin: () => void = () => undefined;
  #came = false;

  constructor(patience: number, mayCome: () => boolean, seen: Set<string>) {
    this.patience = patience;
    this.#mayCome = mayCome;
    this.seen = seen;
    this.begun = new Promise((resolve) => (this.#begin = resolve));
  }

  /** A request for the case's URL. */
  take(request: ClientRequest): void {
    this.requests.push(request);
    this.#inbox.add(request);
  }

  async request(patience = this.patience): Promise<ClientRequest> {
    for (;;) {
      try {
        const request = await this.#inbox.take("a request", () => true, this.#came ? patience : GLANCE);
        this.#came = true;
        this.#begin();
        return request;
      } catch (error) {
        if (!(error instanceof NothingCame)) throw error;
        if (this.#came) fail(error.message);
        if (!this.#mayCome()) unimplemented("no client came for the URL of this case");
      }
    }
  }

  reply(change: Change = {}, more: readonly Field[] = []): Field[] {
    return changed(buildReply(), change, more);
  }

  link({ peer, stream }: ClientRequest, choice: CompressionChoice | null = null, pong = true): Link {
    const link = new Link(peer, stream, { peer: "client", choice, patience: this.patience, pong });
    this.links.push(link);
    return link;
  }

  async open(opening: Opening = {}): Promise<Link> {
    const request = await this.request();
    const method = headerSection(request.fields).value(":method");
    demand(method === "POST", `expected a handshake, found a request with the method ${method}`);
    const choice = opening.choice ?? null;
    for (const name of Object.keys(choice ?? {})) {
      const offer = headerSection(request.fields).value("websocket2-compression") ?? "";
      if (!offer.includes(name)) unimplemented(`the client does not offer ${name}`);
    }
    request.peer.send(headers(request.stream, buildReply({ compression: choice })));
    const link = this.link(request, choice, opening.pong);
    for (const awaited of ["the opening ping", "the second ping, at once behind the opening pong (R-052)"]) {
      const ping = await link.ping(awaited);
      if (opening.pong === false) link.frames({ type: "ping", kind: "pong", data: ping.data });
    }
    return link;
  }
}
