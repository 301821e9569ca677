import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:http2";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { parseListenAddress } from "../../../scripts/cli/conformance/client.ts";
import { commandFor } from "../../../scripts/interop/conformance/start-client.ts";
import { mutableClient, mutableServer, type PeerMutation } from "../../peers/mutable-peer.ts";
import { RunningCommand, runWs2 } from "./run-ws2.ts";

async function serving(t: ExecutionContext, mutation: PeerMutation = {}): Promise<string> {
  const server = await mutableServer(mutation);
  t.teardown(() => server.close());
  return `http://127.0.0.1:${server.port}/echo`;
}

test("a server that passes gives exit code 0", async (t) => {
  const url = await serving(t);
  const { code, out } = await runWs2(["conformance", "server", url, "--case", "closing/status-*"]);
  t.is(out, `${url}: 6 cases\n\n  suite    cases  pass  fail\n  closing      6     6     0\n\nNo case failed.\n`);
  t.is(code, 0);
});

test("a failure shows its requirement and the command for its trace; --frames its frames, --trace each octet", async (t) => {
  const url = await serving(t, { echo: () => ({ type: "text", text: "other" }) });
  const words = ["conformance", "server", url, "--case", "frames/octet-by-octet"];
  const brief = await runWs2(words);
  t.is(brief.code, 1);
  const begin = /^Did not pass: 1 case\n\nR-001 MUST, .*: 1 case\n {2}A receiver MUST accept a frame however it is divided,/;
  t.regex(brief.out, begin);
  t.regex(brief.out, /\n {2}fail {2}frames\/octet-by-octet: expected the echo of /);
  t.true(brief.out.includes(`\n  ws2 conformance server ${url} --case frames/octet-by-octet --trace\n`), brief.out);
  t.true(brief.out.endsWith("\n1 of 1 cases did not pass.\n"));
  const frames = await runWs2([...words, "--frames"]);
  t.regex(frames.out, /\n {6}=> .* ms {2}server: DATA stream 1: text "other", 5 octets\n/);
  const trace = await runWs2([...words, "--trace"]);
  t.regex(trace.out, /server: DATA, stream 1, 7 octets\n.*\n.*frame of 7 octets: length 6, reserved 0, .*, type text, text other\n/);
});

test("several ids add up, and an id without a case is refused", async (t) => {
  const list = ["conformance", "server", "--list", "--case", "closing/plain"];
  const { out } = await runWs2([...list, "-c", "pings/echoes-data", "--skip", "R-096"]);
  t.regex(out, /^pings\/echoes-data {2}R-\d+.*\n.*\n$/);
  const { error } = await runWs2([...list, "-c", "closing/plan"]);
  t.regex(error, /^ws2: no case for a server matches closing\/plan; --list prints all ids\n/);
});

test("writes a report as JSON to a file", async (t) => {
  const url = await serving(t);
  const folder = mkdtempSync(join(tmpdir(), "ws2-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "report.xml");
  const { code, out } = await runWs2(["conformance", "server", url, "-c", "pings/echoes-data", "--report", "junit", "--out", file]);
  t.is(code, 0);
  t.regex(out, /No case failed/);
  t.regex(readFileSync(file, "utf8"), /<testcase [^>]*pings\/echoes-data/);
});

test("a URL that cannot be tested gives a usage error", async (t) => {
  const refusing = await serving(t, { policy: { exists: false } });
  t.regex(
    (await runWs2(["conformance", "server", refusing])).error,
    /expected an echo resource that accepts a handshake, found status 404\n/,
  );
  const unreachable = await runWs2(["conformance", "server", "http://127.0.0.1:1/"]);
  t.deepEqual(
    [unreachable.code, unreachable.error],
    [2, "ws2: 127.0.0.1:1: ECONNREFUSED (no server listens there)\nSee ws2 conformance server --help.\n"],
  );
  t.regex(
    (await runWs2(["conformance", "server", refusing, "-c", "nothing/*"])).error,
    /no case for a server matches nothing\/\*; --list prints all ids/,
  );
  t.regex(
    (await runWs2(["conformance", "client", "--listen", "1:2:3"])).error,
    /--listen: expected HOST:PORT such as 127\.0\.0\.1:8080, found "1:2:3"/,
  );
});

test("names the protocol of a server without HTTP/2", async (t) => {
  const http = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
  t.teardown(() => http.close());
  await new Promise((resolve) => http.once("listening", resolve));
  const { code, error } = await runWs2(["conformance", "server", `http://127.0.0.1:${(http.address() as AddressInfo).port}/`]);
  t.is(code, 2);
  t.regex(error, /found an HTTP\/1 response, not HTTP\/2/);
});

test("the run ends if the first clients fail before one connects, and says how", async (t) => {
  const command = ["--command", "echo no module named h2 >&2; exit 7; #"];
  const { code, error, out } = await runWs2(["conformance", "client", ...command]);
  t.is(code, 2);
  t.is(
    error.split("\n")[0],
    "ws2: the first 3 clients failed before one connected: the first ended with exit code 7; it printed: no module named h2",
  );
  t.is(out, "");
  const one = await runWs2(["conformance", "client", "--case", "closing/plain", ...command]);
  t.regex(one.error, /^ws2: the client failed before it connected: it ended with exit code 7; it printed: no module named h2\n/);
});

test("notes that no client connected", async (t) => {
  const words = ["conformance", "client", "--case", "closing/status-1000", "--idle", "100", "--command", "exit 0; #"];
  t.regex((await runWs2(words)).out, /\nNo client connected to any URL\.\n/);
});

test("lists cases without running them", async (t) => {
  const { code, out } = await runWs2(["conformance", "client", "--list", "--requirement", "R-052"]);
  t.is(code, 0);
  t.regex(out, /^opening\/second-ping {2}R-052\n {6}Sends a second ping/);
});

test("waits for clients that the user starts from the list of URLs, and ends on a signal", async (t) => {
  const running = new RunningCommand(["conformance", "client", "--case", "closing/status-*", "--verbose", "--timeout", "5000"]);
  const error = await running.waitForError(/^(http:\/\/127\.0\.0\.1:\d+)\/\n/);
  const [, base = ""] = error;
  const session = connect(base);
  const list = await new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    session
      .request({ ":path": "/" })
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks).toString()));
  });
  session.close();
  const urls = list.trim().split("\n");
  t.is(urls.length, 6);
  t.is(urls[0], `${base}/closing/status-1000`);
  await mutableClient(urls[0] ?? "");
  await running.waitForOutput(/pass {2}closing\/status-1000/);
  running.sendStop();
  const { code, out } = await running.done;
  t.is(code, 130);
  t.regex(out, /Interrupted: 5 of 6 cases did not run\./);
});

test("parses the address to listen on, and inserts the URL into a command", (t) => {
  t.deepEqual(parseListenAddress("localhost:8080"), { host: "localhost", port: 8080 });
  t.deepEqual(parseListenAddress("[::1]:1"), { host: "::1", port: 1 });
  t.deepEqual(parseListenAddress(":9"), { host: "127.0.0.1", port: 9 });
  t.is(commandFor("a {url} b", "u"), "a u b");
  t.is(commandFor("a", "u"), "a u");
});
