import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import test from "ava";

import { bundle } from "./bundle.ts";

test("websocket2/connection bundles without modules of Node.js, and opens with lz4 without code generation", async (t) => {
  const { code, imports, inputs } = await bundle(
    'export * from "./reference/connection/index.ts";\nexport { encodeFrame } from "./reference/codec.ts";',
  );
  t.deepEqual(imports, []);
  t.deepEqual(
    inputs.filter((path) => path.startsWith("reference/http2/") || path.startsWith("reference/compression/deflate/")),
    [],
  );
  const folder = mkdtempSync(join(tmpdir(), "websocket2-connection-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "connection.mjs"), code);
  const program = [
    'import { ClientCore, encodeFrame, ServerCore } from "./connection.mjs";',
    "const fields = {};",
    "const none = () => undefined;",
    "const stream = (name) => ({ sendHeaders: (lines) => (fields[name] = lines), sendResponse: none, scheduleWrite: none, sendEndStream: none, sendReset: none, setReceivePaused: none, scheduleRead: none, windowForPeer: () => 65535 });",
    "const application = (more) => ({ opened: none, message: none, failed: none, closed: none, ...more });",
    "const environment = { clock: () => 0, random: (octets) => new Uint8Array(octets) };",
    'const client = new ClientCore({ stream: stream("client"), application: application(), environment });',
    "const texts = [];",
    'const server = new ServerCore({ stream: stream("server"), application: application({ request: () => server.accept(), message: ({ text }) => texts.push(text) }), environment });',
    "const deliver = (from, to) => { for (let octets = from.take(16384); octets !== undefined; octets = from.take(16384)) { to.receiveData(octets.slice()); from.sent(octets.length); } };",
    'client.sendRequest({ authority: "example.com", path: "/", offer: { lz4: [1, 9] } });',
    "server.receiveRequest(fields.client, false, { compression: { lz4: [1, 9] } });",
    "client.receiveHeaders(fields.server, false);",
    "deliver(client, server);",
    "deliver(server, client);",
    'client.send({ type: "text", text: "the same words, ".repeat(100) });',
    "const before = server.statistics().received.octets;",
    "deliver(client, server);",
    "console.log(client.state, texts[0].length, server.statistics().received.octets - before < 200);",
  ];
  writeFileSync(join(folder, "main.mjs"), program.join("\n"));
  const { stdout } = await promisify(execFile)(process.execPath, ["--disallow-code-generation-from-strings", join(folder, "main.mjs")]);
  t.is(stdout, "open 1600 true\n");
});
