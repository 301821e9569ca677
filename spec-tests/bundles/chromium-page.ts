import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

import { chromiumFlags } from "./chromium.ts";

const TIMEOUT_MS = 60_000;

/** A page of headless Chromium, driven by the DevTools protocol. */
export interface ChromiumPage {
  /** Opens an address and waits until it has loaded. */
  readonly open: (url: string) => Promise<void>;
  /** Returns the value of an expression in the page, as JSON. A promise is awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Sets the size of the window in CSS pixels. */
  readonly resize: (width: number, height: number) => Promise<void>;
  /** Exceptions, errors on the console, and violations of the page's policy, so far. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

interface ProtocolMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Sends commands over the pipes of a browser, and passes on its events. */
class ProtocolPipe {
  onEvent: (message: ProtocolMessage) => void = () => undefined;
  readonly #output: Writable;
  readonly #waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  #text = "";
  #last = 0;

  constructor(output: Writable, input: Readable) {
    this.#output = output;
    input.setEncoding("utf8").on("data", (chunk: string) => this.#receive(chunk));
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = (this.#last += 1);
    this.#output.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #receive(chunk: string): void {
    const messages = (this.#text + chunk).split("\0");
    this.#text = messages.pop() ?? "";
    for (const text of messages) {
      const message = JSON.parse(text) as ProtocolMessage;
      if (message.id === undefined) {
        this.onEvent(message);
        continue;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result ?? {});
      else waiting?.reject(new Error(message.error.message));
    }
  }
}

/** Returns what went wrong in a page, for an event that says so. */
function problemOf({ method, params = {} }: ProtocolMessage): string | undefined {
  if (method === "Runtime.exceptionThrown") return JSON.stringify(params["exceptionDetails"]);
  if (method === "Log.entryAdded") return JSON.stringify(params["entry"]);
  return method === "Runtime.consoleAPICalled" && params["type"] === "error" ? JSON.stringify(params["args"]) : undefined;
}

/** Starts Chromium with one page. The caller closes it. */
export async function startChromium(chromium: string): Promise<ChromiumPage> {
  const profile = mkdtempSync(join(tmpdir(), "websocket2-chromium-"));
  // A test changes the address of a page more often than people do.
  const args = [...chromiumFlags(profile), "--remote-debugging-pipe", "--disable-ipc-flooding-protection"];
  const browser = spawn(chromium, args, { detached: true, stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((exit) => browser.once("close", exit));
  const pipe = new ProtocolPipe(browser.stdio[3] as Writable, browser.stdio[4] as Readable);
  browser.once("error", (error) => pipe.fail(error));
  browser.once("close", (code) => pipe.fail(new Error(`Chromium ended with ${code}`)));
  const timer = setTimeout(() => pipe.fail(new Error(`no answer of Chromium within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    // The browser leads a group of its own processes.
    if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, "SIGKILL");
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    return { ...(await openPage(pipe)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(pipe: ProtocolPipe): Promise<Omit<ChromiumPage, "close">> {
  const { targetId } = await pipe.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await pipe.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method: string, params: object = {}) => pipe.send(method, params, sessionId as string);
  const problems: string[] = [];
  let loaded: () => void = () => undefined;
  pipe.onEvent = (message) => {
    if (message.method === "Page.loadEventFired") loaded();
    const problem = problemOf(message);
    if (problem !== undefined) problems.push(problem);
  };
  for (const domain of ["Page", "Runtime", "Log"]) await send(`${domain}.enable`);
  return {
    problems,
    open: async (url) => {
      const load = new Promise<void>((resolve) => (loaded = resolve));
      await send("Page.navigate", { url });
      await load;
    },
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { readonly value?: unknown }).value;
    },
    resize: async (width, height) => {
      await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    },
  };
}
