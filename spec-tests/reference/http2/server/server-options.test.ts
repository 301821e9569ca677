import test from "ava";

import { type Resource, type ServerOptions, WebSocket2Server } from "../../../../reference/http2/index.ts";

const quiet: Resource = { connection: () => undefined };

const wrongOptions: readonly (readonly [options: unknown, message: string])[] = [
  [undefined, "expected an object, found undefined"],
  [{}, "resources: expected an object or a function, found undefined"],
  [
    { resources: {}, onFailed: () => undefined },
    "onFailed: unknown option; expected one of resources, onfailed, onerror, limits, announceLimit, use, messageBudget, sendBuffer",
  ],
  [{ resources: { chat: quiet } }, 'resources: expected paths that begin with a slash, found "chat"'],
  [{ resources: { "/": {} } }, 'resources["/"].connection: expected a function, found undefined'],
  [
    { resources: { "/": { ...quiet, origins: "https://example.com" } } },
    'resources["/"].origins: expected a list of strings, found "https://example.com"',
  ],
  [{ resources: { "/": { ...quiet, protocols: [1] } } }, 'resources["/"].protocols: expected a list of strings, found an array'],
  [{ resources: { "/": { ...quiet, compression: "lz4" } } }, 'resources["/"].compression: expected an object, found "lz4"'],
  [
    { resources: { "/": { ...quiet, compression: { methods: { lz4: [1, 9] } } } } },
    'resources["/"].compression.methods: expected one of lz4, deflate',
  ],
  [
    { resources: { "/": { ...quiet, compression: {}, requireCompression: true } } },
    'resources["/"].requireCompression: expected false without compression: every request would be refused',
  ],
  [
    { resources: { "/": { ...quiet, requireOrigin: true } } },
    'resources["/"].requireOrigin: expected false without origins: every request would be refused',
  ],
  [{ resources: {}, limits: { mesage: 1 } }, "limits.mesage: is not the name of a limit"],
  [{ resources: {}, use: { threshold: -1 } }, "use.threshold: expected a number from 0, found -1"],
  [{ resources: {}, use: { treshold: 1 } }, "use.treshold: unknown option; expected one of threshold"],
  [{ resources: {}, use: {} }, "use.threshold: expected a number from 0, found undefined"],
  [{ resources: {}, sendBuffer: { max: 1 } }, "sendBuffer.max: unknown option; expected one of most, over"],
  [
    { resources: { "/": { ...quiet, compression: { lz5: [1, 9] } } } },
    'resources["/"].compression.lz5: expected one of lz4, deflate',
  ],
  [
    { resources: { "/": { ...quiet, compression: { lz4: [0, 9] } } } },
    'resources["/"].compression.lz4.0: expected an integer of 1 to 9, found 0',
  ],
  [
    { resources: { "/": { ...quiet, compression: { lz4: [9, 1] } } } },
    'resources["/"].compression.lz4: expected the least parameter before the greatest',
  ],
  [
    { resources: { "/": { ...quiet, compression: { lz4: 3 } } } },
    'resources["/"].compression.lz4: expected a list of 2 items, found 3',
  ],
  [{ resources: { "/": { ...quiet, protocols: [""] } } }, 'resources["/"].protocols: expected names of subprotocols, found an empty one'],
  [
    { resources: { "/": { ...quiet, protocols: ["a", "b", "a"] } } },
    'resources["/"].protocols: expected each subprotocol once, found "a" again',
  ],
  [{ resources: { "/": { ...quiet, protocols: ["a\n"] } } }, 'resources["/"].protocols.0: expected a value of type string, found "a\\n"'],
];

test("a server with unusable options throws LocalError", (t) => {
  for (const [options, message] of wrongOptions) {
    t.throws(() => new WebSocket2Server(options as ServerOptions), { name: "LocalError", message });
  }
});

const originText = "expected origins as they are sent, scheme://host[:port] or null, found ";

const wrongOrigins: readonly (readonly [origin: string, message: string])[] = [
  ["https://a.example/", '"https://a.example/", which is sent as "https://a.example"'],
  ["https://a.example:443", '"https://a.example:443", which is sent as "https://a.example"'],
  ["https://A.example", '"https://A.example", which is sent as "https://a.example"'],
  ["https://me@a.example", '"https://me@a.example", which is sent as "https://a.example"'],
  ["https://é.example", '"https://é.example", which is sent as "https://xn--9ca.example"'],
  ["a.example", '"a.example"'],
  ["app://a/b", '"app://a/b"'],
  ["*", '"*"'],
  ["", '""'],
];

test("an origin that no Origin field can have throws; serialized origins of every scheme are accepted", (t) => {
  for (const [origin, found] of wrongOrigins) {
    t.throws(() => new WebSocket2Server({ resources: { "/": { ...quiet, origins: [origin] } } }), {
      name: "LocalError",
      message: `resources["/"].origins: ${originText}${found}`,
    });
  }
  const origins = [
    "null",
    "https://a.example",
    "http://localhost:3000",
    "https://[::1]:8443",
    "chrome-extension://abcdef",
    "app://localhost",
  ];
  t.notThrows(() => new WebSocket2Server({ resources: { "/": { ...quiet, origins } } }));
});
