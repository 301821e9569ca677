/**
 * Serves the preview of a draft to browsers of this computer.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { EVENTS_PATH, previewPage, type PreviewState } from "./page.ts";

/** The names of this computer. A page of another site that made its name lead here has another one. */
const localHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

const HEADERS = { "cache-control": "no-store", "cross-origin-resource-policy": "same-origin", "x-content-type-options": "nosniff" };

/** A part of the build: the Markdown, or the output of xml2rfc. */
export type MistakeSource = "draft" | "render";

/** A preview that browsers show. */
export class PreviewServer {
  readonly #server: Server;
  readonly #now: () => Date;
  readonly #listeners = new Set<ServerResponse>();
  readonly #start: number;
  #changes = 0;
  #state: PreviewState;
  #mistakeSource: MistakeSource = "draft";

  private constructor(path: string, now: () => Date) {
    this.#now = now;
    this.#start = now().getTime();
    this.#state = { path, version: `${this.#start}.0`, built: undefined, builtAt: "", mistakes: "" };
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /**
   * Listens on the loopback interface.
   *
   * @param path - the path of the draft, for the page
   * @param port - the port; 0 lets the system choose
   * @param now - returns the time
   * @throws an error of the system if the port cannot be used
   */
  static async listen(path: string, port: number, now: () => Date): Promise<PreviewServer> {
    const preview = new PreviewServer(path, now);
    preview.#server.listen(port, "127.0.0.1");
    await once(preview.#server, "listening");
    return preview;
  }

  /** The address of the page. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Shows a new HTML. The mistakes of the Markdown are mended; those of the text may not be. */
  showHtml(built: string): void {
    const mistakes = this.#mistakeSource === "draft" ? "" : this.#state.mistakes;
    if (built === this.#state.built && mistakes === this.#state.mistakes) return;
    this.#update({ built, builtAt: this.#now().toTimeString().slice(0, 8), mistakes });
  }

  /** Shows mistakes over the last HTML; an empty text removes them. */
  showMistakes(mistakes: string, source: MistakeSource): void {
    this.#mistakeSource = source;
    if (mistakes !== this.#state.mistakes) this.#update({ mistakes });
  }

  /** Ends the server and all its connections. */
  async close(): Promise<void> {
    for (const listener of this.#listeners) listener.end();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #update(changed: Partial<PreviewState>): void {
    this.#changes += 1;
    this.#state = { ...this.#state, ...changed, version: `${this.#start}.${this.#changes}` };
    for (const listener of this.#listeners) this.#tell(listener);
  }

  #tell(listener: ServerResponse): void {
    listener.write(`data: ${this.#state.version}\n\n`);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (!localHost.test(request.headers.host ?? "")) return this.#refuse(response, 421, "expected a request to localhost or 127.0.0.1");
    if (request.method !== "GET") return this.#refuse(response, 405, "expected GET", { allow: "GET" });
    if (request.url === EVENTS_PATH) return this.#subscribe(response);
    if (request.url !== "/") return this.#refuse(response, 404, "expected the path /");
    response.writeHead(200, { ...HEADERS, "content-type": "text/html; charset=utf-8" }).end(previewPage(this.#state));
  }

  #refuse(response: ServerResponse, status: number, reason: string, headers: Readonly<Record<string, string>> = {}): void {
    response.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8", ...headers }).end(`${reason}\n`);
  }

  #subscribe(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    response.write("retry: 500\n\n");
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
    this.#tell(response);
  }
}
