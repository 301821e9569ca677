import test from "ava";

import { nodeCompression } from "../../../reference/compression/index.ts";
import { ClientCore } from "../../../reference/connection/index.ts";
import { ClientCore as NodeClientCore, LocalError, ServerCore as NodeServerCore } from "../../../reference/index.ts";
import { buildRequest } from "../../../reference/wire/index.ts";
import { EndpointPair, TestEndpoint } from "./endpoint-pair.ts";

const bare = { clock: () => 0, random: (octets: number) => new Uint8Array(octets) };
const target = { authority: "example.com", path: "/chat" };
const offer = { deflate: [15, 15] } as const;
const policy = { compression: { deflate: [9, 15] } } as const;

const refusal = {
  instanceOf: LocalError,
  message:
    'compression: deflate has no implementation on this platform: pass it as environment.compression.deflate; nodeCompression of "websocket2" has the one of node:zlib, where it works',
};

test("a client without an implementation of deflate refuses to offer it, and can then send another request", (t) => {
  const { client } = new EndpointPair({ client: { environment: bare } });
  t.throws(() => client.core.sendRequest({ ...target, offer }), refusal);
  client.core.sendRequest({ ...target, offer: { lz4: [1, 9] } });
  t.is(client.core.state, "connecting");
});

test("a server without an implementation of deflate refuses a policy with it", (t) => {
  const { server } = new EndpointPair({ server: { environment: bare } });
  t.throws(() => server.core.receiveRequest(buildRequest({ ...target, offer }), false, policy), refusal);
});

test("a server without an implementation of deflate refuses to choose it", (t) => {
  const { server } = new EndpointPair({ server: { environment: bare } });
  server.decide = () => t.throws(() => server.core.accept({ compression: { deflate: 15 } }), refusal);
  server.core.receiveRequest(buildRequest({ ...target, offer }), false);
  t.is(server.core.state, "deciding");
});

test("an implementation of the platform replaces the own one", (t) => {
  const used: number[] = [];
  const lz4 = { ...nodeCompression.lz4, compressor: (level: number) => (used.push(level), nodeCompression.lz4.compressor(level)) };
  const pair = new EndpointPair({ client: { environment: { ...bare, compression: { lz4 } } } });
  pair.policy = { compression: { lz4: [9, 9] } };
  pair.open({ offer: { lz4: [1, 9] } }).settle();
  t.is(pair.client.core.state, "open");
  t.deepEqual(used, [9]);
});

test("the cores of websocket2 have the methods of Node.js by default", (t) => {
  const end = new TestEndpoint<ClientCore>();
  const core = new NodeClientCore({ stream: end, application: end, environment: bare });
  core.sendRequest({ ...target, offer });
  t.true(core instanceof ClientCore);
  const server = new TestEndpoint<NodeServerCore>();
  server.core = new NodeServerCore({ stream: server, application: server, environment: bare });
  server.decide = () => server.core.accept();
  server.core.receiveRequest(buildRequest({ ...target, offer }), false, policy);
  t.is(server.core.state, "opening");
});
