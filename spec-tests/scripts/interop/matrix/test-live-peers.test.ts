import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { PeerUnavailableError, testLivePeer } from "../../../../scripts/interop/matrix/test-live-peers.ts";

const draft = { name: "draft-a-b-00", requirements: {} };
const peer = { name: "x", version: "1", language: "JavaScript", runtime: "node" };
const trial = { files: [], draft };

function script(t: ExecutionContext, text: string): string {
  const root = mkdtempSync(join(tmpdir(), "live-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, "server.mjs"), text);
  return `"${process.execPath}" "${join(root, "server.mjs")}"`;
}

test("returns nothing for a role that a peer does not have", async (t) => {
  t.is(await testLivePeer(peer, "server", trial), undefined);
  t.is(await testLivePeer(peer, "client", trial), undefined);
});

test("the error of a server that ends without a URL has its output", async (t) => {
  const server = script(t, 'console.error("no h2 here"); process.exit(3);');
  const error = await t.throwsAsync(testLivePeer({ ...peer, server }, "server", trial));
  t.true(error instanceof PeerUnavailableError);
  t.is(error?.message, "it ended with exit code 3 and printed no URL: no h2 here");
});

test("reports every case of a server that refuses all, with the exchange", async (t) => {
  const server = script(
    t,
    `import { createServer } from "node:http2";
     const http = createServer((_, response) => { response.statusCode = 404; response.end(); });
     http.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + http.address().port + "/"));`,
  );
  const entry = await testLivePeer({ ...peer, server }, "server", trial);
  t.deepEqual(
    [entry?.report.mode, entry?.language, entry?.report.title, entry?.report.peer],
    ["server", "JavaScript", "Conformance of a server", { name: "x", version: "1" }],
  );
  const plain = entry?.report.results.find(({ id }) => id === "closing/plain");
  t.is(plain?.verdict, "fail");
  t.true(plain?.exchange?.some((line) => line.includes(":status: 404")));
});
