import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, type Readable } from "node:stream";

import test, { type ExecutionContext } from "ava";

import type { Connection } from "../../../reference/http2/index.ts";
import { openPrompt } from "../../../scripts/cli/terminal/prompt.ts";
import { describeLoadError } from "../../../scripts/cli/serve/load-error.ts";
import { data } from "../../../scripts/interop/h2/index.ts";
import { acceptRaw, rawServer, serve, text as textFrame, until } from "../../reference/http2/support.ts";
import { programArgs } from "../../programs.ts";
import { RunningCommand, runWs2 } from "./run-ws2.ts";

function run(t: ExecutionContext, words: readonly string[], out: "pipe" | number): ChildProcess {
  const child = spawn(process.execPath, [...programArgs("cli"), ...words], { stdio: ["pipe", out, "pipe"] });
  t.teardown(() => child.kill());
  return child;
}

async function all(stream: Readable | null): Promise<string> {
  let text = "";
  for await (const piece of stream?.setEncoding("utf8") ?? []) text += String(piece);
  return text;
}

/** Writes files into a folder that goes with the test. */
function folderWith(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

(existsSync("/dev/full") ? test : test.skip)("output that cannot be written is one line and exit code 2", async (t) => {
  const child = run(t, ["--help"], openSync("/dev/full", "w"));
  const [complaint, [code]] = await Promise.all([all(child.stderr), once(child, "close")]);
  t.deepEqual([code, complaint], [2, "ws2: standard output: ENOSPC: no space left on device, write\n"]);
});

/**
 * Reads one message as `head -1` does, then sends others until the program ends: a process that another test starts at this moment holds
 * the closed output open until it runs its program, and a message written meanwhile is not refused.
 *
 * @returns the exit code
 */
async function firstAlone(child: ChildProcess, more: () => void): Promise<unknown> {
  const closed = once(child, "close");
  await once(child.stdout as Readable, "data");
  child.stdout?.destroy();
  child.stderr?.resume();
  await once(child.stdout as Readable, "close");
  more();
  const again = setInterval(more, 100);
  const [code] = (await closed.finally(() => clearInterval(again))) as unknown[];
  return code;
}

test("a client closes when the reader of its output has closed, with the exit code of a clean close", async (t) => {
  const made: Connection[] = [];
  const { url } = await serve(t, { resources: { "/": { connection: (connection) => (made.push(connection), connection.send("first")) } } });
  const child = run(t, ["connect", "--wait", "3600000", url], "pipe");
  const code = await firstAlone(child, () => {
    const [connection] = made as [Connection];
    connection.onmessage = () => undefined;
    connection.send("second");
  });
  t.is(code, 0);
  t.like(await made[0]?.closed, { code: 1001, wasClean: true });
});

test("a client without a reader does not end with 0 if the connection does not close cleanly", async (t) => {
  let more: () => void = () => undefined;
  const { url } = await rawServer(t, (peer) => {
    const refuseToEnd = async (stream: number): Promise<void> => {
      while (!Buffer.from((await peer.next("DATA", { stream })).octets).includes("CLOS"));
      peer.destroy();
    };
    void acceptRaw(peer).then((stream) => {
      peer.send(data(stream, textFrame("first")));
      more = () => peer.send(data(stream, textFrame("second")));
      // A client that ends without a CLOS never gets here.
      refuseToEnd(stream).catch(() => undefined);
    });
  });
  t.is(await firstAlone(run(t, ["connect", "--wait", "3600000", url], "pipe"), () => more()), 1);
});

test("decode reports an empty standard input", async (t) => {
  t.deepEqual(await runWs2(["decode", "-"]), {
    code: 2,
    out: "",
    error: "ws2: expected the octets of frame, found none: the standard input is empty\nSee ws2 decode --help.\n",
  });
});

test("a syntax error of a handler is reported with file and line, also if the error has no place", async (t) => {
  const folder = folderWith(t, { "bad.mjs": "export default {\n  connection(c) {\n    c.onmessage = (m => c.send(m;\n  },\n};\n" });
  const error = new SyntaxError("missing ) after argument list");
  error.stack =
    "SyntaxError: missing ) after argument list\n    at compileSourceTextModule (node:internal/modules/esm/utils:346:16)\n    at async ModuleJob._link (node:internal/modules/esm/module_job:148:19)";
  const path = join(folder, "bad.mjs");
  t.is(await describeLoadError(path, error), `missing ) after argument list, at ${path}:3`);
  error.stack =
    "/some/where/bad.cjs:2\nmodule.exports = { y: ;\n                      ^\n\nSyntaxError: missing ) after argument list\n    at wrapSafe (node:internal/modules/cjs/loader:1464:18)";
  t.is(await describeLoadError(path, error), "missing ) after argument list, at /some/where/bad.cjs:2");
});

test("an error while a handler loads is reported with file and line", async (t) => {
  const path = join(folderWith(t, { "throws.mjs": "export default () => 1;\n\nthrow new TypeError('at load');\n" }), "throws.mjs");
  const { code, error } = await runWs2(["serve", "--handler", path]);
  t.deepEqual([code, error], [2, `ws2: --handler: ${path}: at load, at ${path}:3\nSee ws2 serve --help.\n`]);
});

/** Returns the visible text of a terminal, without cursor movements. */
// eslint-disable-next-line no-control-regex
const shown = (output: PassThrough): string => String(output.read() ?? "").replace(/\x1b\[[0-9;]*[A-Za-z]/g, "");

test("lines entered before the first read are kept, and each is shown once", async (t) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const talk = openPrompt({ input, output }, "> ");
  input.write("hello\nagain\n");
  await new Promise(setImmediate);
  t.is(shown(output).match(/hello/g)?.length, 1);
  const lines = talk.lines[Symbol.asyncIterator]();
  t.deepEqual([(await lines.next()).value, (await lines.next()).value], ["hello", "again"]);
  t.notRegex(shown(output), /hello|again/);
  t.false(talk.interrupted.aborted);
  input.write("\x03");
  t.true((await lines.next()).done);
  t.true(talk.interrupted.aborted);
});

test("the prompt opens before the connection, so that a line typed meanwhile is shown once", async (t) => {
  let admit: (() => void) | undefined;
  const authorize = () => new Promise<void>((resolve) => (admit = resolve));
  const { url } = await serve(t, { resources: { "/": { authorize, connection: (connection) => connection.close(1000) } } });
  const client = new RunningCommand(["connect", url], { typedLines: (async function* () {})() });
  await until("the server is asked", () => admit !== undefined);
  t.true(client.conversing);
  admit?.();
  t.is((await client.done).code, 0);
});
