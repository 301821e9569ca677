import test from "ava";

import { NO_FIELDS } from "../../../../reference/http2/api/further-fields.ts";
import { resolveSendBuffer } from "../../../../reference/http2/api/connection-options.ts";
import { UNKNOWN_SOCKET } from "../../../../reference/http2/api/socket-info.ts";
import { sharedFacts } from "../../../../reference/http2/server/connection-facts.ts";
import { buildRequest, type FieldLines, type HandshakeRequest } from "../../../../reference/wire/index.ts";

const request = (path: string): HandshakeRequest => ({ version: 1, offer: {}, protocols: [], scheme: "https", authority: "a", path });
const section = (fields: FieldLines = [], origin?: string): FieldLines =>
  buildRequest({
    authority: "a",
    path: "/",
    offer: { lz4: [1, 9] },
    protocols: ["p"],
    messageLimit: 65_536,
    fields,
    ...(origin === undefined ? {} : { origin }),
  });

test("requests without further fields share one empty list; those for one URL share all facts", (t) => {
  const facts = sharedFacts(UNKNOWN_SOCKET, resolveSendBuffer());
  const first = facts(request("/"), section());
  t.is(facts(request("/"), section()), first);
  const other = facts(request("/other"), section());
  t.is(other.url, "https://a/other");
  t.is(first.requestFields, NO_FIELDS);
  t.is(other.requestFields, NO_FIELDS);
});

test("requests for one URL with the same further fields share all facts, others do not; the origin is a further field", (t) => {
  const facts = sharedFacts(UNKNOWN_SOCKET, resolveSendBuffer());
  const fields = [["cookie", "id=1"], ["user-agent", "u"]] as const;
  const first = facts(request("/"), section(fields, "https://b"));
  t.deepEqual(first.requestFields, [["origin", "https://b"], ...fields]);
  t.is(facts(request("/"), section(fields, "https://b")), first);
  // Each differs from the one before in one way: fewer fields, a value, a name, more fields, no fields.
  const others: readonly FieldLines[] = [
    section(fields),
    section([["cookie", "id=2"], fields[1]]),
    section([["cookies", "id=2"], fields[1]]),
    section(fields, "https://c"),
    section(),
  ];
  const seen = others.map((each) => facts(request("/"), each));
  t.is(new Set([first, ...seen]).size, 6);
  t.deepEqual(seen[1]?.requestFields, [["cookie", "id=2"], ["user-agent", "u"]]);
});
