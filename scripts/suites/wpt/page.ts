/**
 * Runs one test file of web-platform-tests in this process, with `WebSocket2` as `WebSocket`, and sends the results to the parent process.
 *
 *   node page.js '{"folder": ..., "file": ..., "variant": ..., "ports": {"ws": ..., "wss": ...}}'
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";

import { CloseEvent, WebSocket2 } from "../../../reference/websocket.ts";

/** What the process runs. */
export interface PageTask {
  /** Checkout of web-platform-tests. */
  readonly folder: string;
  /** Test file in it. */
  readonly file: string;
  readonly variant: "default" | "wss";
  /** Ports of the servers by scheme. */
  readonly ports: Readonly<Record<"ws" | "wss", number>>;
}

/** What the process tells its parent: the result of a subtest, the end of the file, or a mistake outside of subtests. */
export type PageReport =
  | { readonly is: "subtest"; readonly name: string; readonly passed: boolean; readonly message: string }
  | { readonly is: "end"; readonly ok: boolean; readonly message: string }
  | { readonly is: "error"; readonly message: string };

/** A subtest or a harness, as testharness.js reports them. */
interface HarnessResult {
  readonly name?: string;
  readonly status: number;
  readonly message: string | null;
}

interface Harness {
  add_result_callback(call: (subtest: HarnessResult) => void): void;
  add_completion_callback(call: (subtests: readonly HarnessResult[], harness: HarnessResult) => void): void;
}

const { folder, file, variant, ports } = JSON.parse(process.argv[2] ?? "") as PageTask;
const report = (message: PageReport): void => void process.send?.(message);
const lineOf = (error: unknown): string => String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";

function define(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  }
}

// A page sends its origin, and these pages may open cleartext.
const scheme = variant === "wss" ? "https" : "http";
const location = new URL(`${scheme}://localhost:${ports[variant === "wss" ? "wss" : "ws"]}/${dirname(file)}/page?${variant}`);
const PageWebSocket = new Proxy(WebSocket2, {
  construct(target, [url, protocols, ...others]: ConstructorParameters<typeof WebSocket2>, newTarget) {
    const options = others.length > 0 ? others : [{ allowCleartext: true, origin: location.origin }];
    return Reflect.construct(target, url === undefined ? [] : [url, protocols, ...options], newTarget) as WebSocket2;
  },
});
Object.defineProperty(WebSocket2.prototype, "constructor", { value: PageWebSocket, writable: true, configurable: true });

/** Event of `document.createEvent`, whose type is set later. */
class LegacyEvent extends Event {
  detail: unknown;

  override initEvent(type: string): void {
    Object.defineProperty(this, "type", { value: type });
  }

  initUIEvent(type: string, _bubbles: boolean, _cancelable: boolean, _view: unknown, detail: unknown): void {
    this.initEvent(type);
    this.detail = detail;
  }
}

/** The few members of `document` that the tests use. */
const documentLike = {
  title: "page",
  body: { toString: () => "[object HTMLBodyElement]" },
  createEvent: () => new LegacyEvent(""),
  getElementsByTagName: () => [],
  createElement: () => ({
    href: "",
    toString() {
      return this.href;
    },
  }),
};

const substitutions: readonly (readonly [pattern: RegExp, value: string | number])[] = [
  [/\{\{host\}\}/g, "localhost"],
  [/\{\{ports\[ws\]\[0\]\}\}/g, ports.ws],
  [/\{\{ports\[(?:wss|h2)\]\[0\]\}\}/g, ports.wss],
  [/\{\{(?:hosts|domains)\[[^}]*\}\}/g, "localhost"],
];
const substitute = (text: string): string => substitutions.reduce((rest, [pattern, value]) => rest.replace(pattern, String(value)), text);

/** idlharness.js reads the parser under the name that the server of web-platform-tests gives it. */
const servedPaths: Readonly<Record<string, string>> = { "/resources/WebIDLParser.js": "/resources/webidl2/lib/webidl2.js" };

function pathOf(source: string): string {
  const path = source.replace(/\?.*/, "");
  return path.startsWith("/") ? join(folder, servedPaths[path] ?? path) : join(folder, dirname(file), path);
}

function loadScript(source: string): string {
  const text = readFileSync(pathOf(source), "utf8");
  return source.includes(".sub.") || source.includes("pipe=sub") ? substitute(text) : text;
}

/** Returns the scripts of a test file, without the harness. */
function scriptsOf(): string[] {
  const text = readFileSync(join(folder, file), "utf8");
  const own = file.includes(".sub.") ? substitute(text) : text;
  if (file.endsWith(".js")) return [...[...text.matchAll(/^\/\/ META: script=(.*)$/gm)].map(([, source = ""]) => loadScript(source)), own];
  return [...own.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)].flatMap(([, attributes = "", code = ""]) => {
    const source = /src=["']?([^"'\s>]+)/.exec(attributes)?.[1];
    if (source === undefined) return [code];
    return source.includes("testharness") ? [] : [loadScript(source)];
  });
}

function reportResults({ add_result_callback, add_completion_callback }: Harness): void {
  add_result_callback(({ name = "", status, message }) =>
    report({ is: "subtest", name, passed: status === 0, message: lineOf(message ?? "") }));
  add_completion_callback((_, { status, message }) => {
    report({ is: "end", ok: status === 0, message: lineOf(message ?? "") });
    setTimeout(() => process.exit(), 50);
  });
}

function run(): void {
  process.on("uncaughtException", (error) => report({ is: "error", message: lineOf(error) }));
  process.on("unhandledRejection", (error) => report({ is: "error", message: lineOf(error) }));
  const platformFetch = globalThis.fetch;
  const fetchLocal = async (target: string): Promise<Response> =>
    String(target).startsWith("/") ? new Response(readFileSync(pathOf(String(target)), "utf8")) : platformFetch(target);
  define({ WebSocket: PageWebSocket, CloseEvent, self: globalThis, fetch: fetchLocal });
  runInThisContext(loadScript("/resources/testharness.js"), { filename: "testharness.js" });
  reportResults(globalThis as unknown as Harness);
  // Defined after the harness has chosen the environment of a shell.
  define({ window: globalThis, location, GLOBAL: { isWindow: () => false, isWorker: () => true, isShadowRealm: () => false } });
  if (file.endsWith(".html")) define({ document: documentLike });
  if (file.includes("idlharness")) define({ Window: class Window {} });
  for (const code of scriptsOf()) runInThisContext(code, { filename: file });
}

try {
  run();
} catch (error) {
  report({ is: "error", message: lineOf(error) });
}
