import test from "ava";

import { type EnvironmentVariables, proxyFromEnvironment } from "../../../../reference/http2/index.ts";

const rows: readonly (readonly [environment: EnvironmentVariables, origin: string, proxy: string | undefined])[] = [
  [{}, "https://a.example", undefined],
  [{ HTTPS_PROXY: "http://p:1" }, "https://a.example", "http://p:1"],
  [{ HTTPS_PROXY: "http://p:1" }, "http://a.example", undefined],
  [{ HTTP_PROXY: "p:1" }, "http://a.example", "http://p:1"],
  [{ HTTP_PROXY: "p:1", REQUEST_METHOD: "GET" }, "http://a.example", undefined],
  [{ http_proxy: "p:1", REQUEST_METHOD: "GET" }, "http://a.example", "http://p:1"],
  [{ HTTPS_PROXY: "p:1", https_proxy: "q:2" }, "https://a.example", "http://q:2"],
  [{ HTTPS_PROXY: "p:1", https_proxy: "" }, "https://a.example", "http://p:1"],
  [{ HTTPS_PROXY: "", ALL_PROXY: "HTTPS://p" }, "https://a.example", "HTTPS://p"],
  [{ ALL_PROXY: "socks5://p" }, "http://a.example", "socks5://p"],
];

for (const [environment, origin, proxy] of rows) {
  test(`${JSON.stringify(environment)} selects ${proxy ?? "no proxy"} for ${origin}`, (t) => {
    t.is(proxyFromEnvironment(environment)(origin), proxy);
  });
}

const exclusions: readonly (readonly [list: string, excluded: readonly string[], proxied: readonly string[]])[] = [
  ["", [], ["https://a.example"]],
  ["*", ["https://a.example", "https://10.0.0.1"], []],
  ["x, a.EXAMPLE", ["https://a.example", "https://b.a.example:8443"], ["https://ba.example", "https://example"]],
  [".a.example *.c", ["https://a.example", "https://b.a.example", "https://d.c"], ["https://ba.example"]],
  ["a.example:8443", ["https://a.example:8443"], ["https://a.example"]],
  ["a.example:443", ["https://a.example"], ["https://a.example:8443", "http://a.example"]],
  ["10.0.0.0/8,::1", ["https://10.1.2.3:1", "https://[::1]"], ["https://11.0.0.1", "https://[::2]", "https://10.example"]],
  ["127.0.0.1:1,[::1]:2", ["https://127.0.0.1:1", "https://[::1]:2"], ["https://127.0.0.1", "https://[::1]"]],
  ["2001:db8::/32,10.0.0.0/33", ["https://[2001:db8:1::]"], ["https://[2001:db9::]", "https://10.0.0.1"]],
  ["0.1", [], ["https://10.0.0.1"]],
];

for (const [list, excluded, proxied] of exclusions) {
  test(`NO_PROXY ${JSON.stringify(list)} excludes its hosts and no others`, (t) => {
    const select = proxyFromEnvironment({ ALL_PROXY: "http://p", NO_PROXY: list });
    t.deepEqual([...excluded, ...proxied].filter((origin) => select(origin) === undefined), [...excluded]);
  });
}
