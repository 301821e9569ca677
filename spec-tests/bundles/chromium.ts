import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const TIMEOUT_MS = 60_000;
const PAGE = '<!doctype html><meta charset="utf-8"><title>WebSocket2 codec</title><script type="module" src="/main.js"></script>';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Returns the Chromium to run: the variable CHROMIUM, else one on the PATH; `undefined` if neither exists. */
export function findChromium({ CHROMIUM, PATH = "" }: Readonly<Record<string, string | undefined>>): string | undefined {
  if (CHROMIUM !== undefined) return CHROMIUM;
  return NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name))).find(isExecutable);
}

/** Returns the flags of a headless Chromium without a sandbox, which root has not. @param profile - the folder of its data */
export function chromiumFlags(profile: string): string[] {
  return ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", `--user-data-dir=${profile}`];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}

/** Serves files to one page, which may run scripts of this server alone, and passes on what the page posts to `/result`. */
function servePage(files: Readonly<Record<string, string>>, result: (text: string) => void): Server {
  return createServer((request, response) => {
    const { url = "/" } = request;
    if (request.method === "POST") {
      void bodyOf(request).then((text) => {
        response.end();
        result(text);
      });
      return;
    }
    const content = url === "/" ? PAGE : files[url];
    const type = url === "/" ? "text/html" : url.endsWith(".json") ? "application/json" : "text/javascript";
    response.writeHead(content === undefined ? 404 : 200, { "content-type": type, "content-security-policy": "script-src 'self'" });
    response.end(content);
  }).listen(0, "127.0.0.1");
}

/**
 * Runs `/main.js` of the files in a page of headless Chromium, under the Content Security Policy `script-src 'self'`.
 *
 * @returns what the page posts to `/result`, as JSON
 */
export async function runInChromium(chromium: string, files: Readonly<Record<string, string>>): Promise<unknown> {
  const profile = mkdtempSync(join(tmpdir(), "websocket2-chromium-"));
  let resolve: (text: string) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const result = new Promise<string>((...settle) => ([resolve, reject] = settle));
  const server = servePage(files, resolve);
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  const browser = spawn(chromium, [...chromiumFlags(profile), `http://127.0.0.1:${port}/`], { detached: true, stdio: "ignore" });
  const ended = new Promise((exit) => browser.once("close", exit));
  browser.once("error", reject);
  browser.once("close", (code) => reject(new Error(`Chromium ended with ${code} before the page posted a result`)));
  const timer = setTimeout(() => reject(new Error(`no result within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  try {
    return JSON.parse(await result);
  } finally {
    clearTimeout(timer);
    // The browser leads a group of its own processes.
    if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, "SIGKILL");
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
