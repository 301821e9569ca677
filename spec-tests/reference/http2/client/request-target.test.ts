import test from "ava";

import { requestTargetOf } from "../../../../reference/http2/client/request-target.ts";
import { LocalError } from "../../../../reference/layout/errors.ts";

const cases = [
  ["https://example.com", "https", "example.com", "/"],
  ["wss://example.com:443/chat?q=1#part", "https", "example.com", "/chat?q=1"],
  ["ws://example.com:80/", "http", "example.com", "/"],
  ["http://[::1]:8080/a b", "http", "[::1]:8080", "/a%20b"],
  ["WSS://EXAMPLE.com:8443/?", "https", "example.com:8443", "/"],
] as const;

for (const [url, scheme, authority, path] of cases) {
  test(`the target of ${url} is ${scheme}://${authority}${path}`, (t) => {
    t.deepEqual(requestTargetOf(url), { scheme, authority, path, origin: `${scheme}://${authority}` });
    t.deepEqual(requestTargetOf(new URL(url)), requestTargetOf(url));
  });
}

for (const url of ["", "/path", "example.com", "ftp://example.com", "https://user@example.com", "https://:secret@example.com"]) {
  test(`${JSON.stringify(url)} has no target`, (t) => {
    t.is(t.throws(() => requestTargetOf(url), { instanceOf: LocalError }).path, "url");
  });
}
