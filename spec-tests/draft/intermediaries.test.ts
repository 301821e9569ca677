import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import test from "ava";

import { draftsIn } from "../../scripts/draft/draft-set.ts";
import { intermediariesReport } from "../../scripts/interop/intermediaries/matrix/report.ts";
import { derivedParts } from "../../scripts/interop/intermediaries/matrix/build-report.ts";
import { summaryOf } from "../../scripts/interop/intermediaries/matrix/summary.ts";
import { testedPaths } from "../../scripts/interop/intermediaries/paths/tested-paths.ts";
import { pathChecks } from "../../scripts/interop/intermediaries/checks/index.ts";
import { configurationFixes } from "../../scripts/interop/intermediaries/catalogue/fixes.ts";

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../draft/${path}`, import.meta.url)), "utf8");
const found = intermediariesReport.parse(JSON.parse(read("data/intermediaries.json")));
const draft = draftsIn("draft").map((path) => readFileSync(path, "utf8")).join("\n").replace(/\s+/g, " ");

/** Returns the outcome of a check on a path. */
function outcome(path: string, check: string): string | undefined {
  return found.paths.find(({ id }) => id === path)?.answers[check]?.outcome;
}

/** Returns the observation of a check on a path. */
function seen(path: string, check: string): string {
  return found.paths.find(({ id }) => id === path)?.answers[check]?.seen ?? "";
}

type Claim = readonly [path: string, check: string, outcome: "yes" | "no", seen?: RegExp];

/** Sentences of the drafts about proxies, with the results that show them. */
const claims: readonly (readonly [sentence: string, results: readonly Claim[]])[] = [
  [
    "This was so with nginx proxy_pass as it is by default, Apache mod_proxy_http, h2o, Varnish, and HAProxy told to buffer requests.",
    ["nginx/h1", "apache/h1", "h2o/h1", "hitch/h2c > varnish/h1", "haproxy/h2-buffer"].map((path): Claim => [
      path,
      "opens",
      "no",
      /\(timeout\)/,
    ]),
  ],
  [
    "HAProxy delays each small message by some 200 ms in front of an HTTP/1.1 origin server unless told not to.",
    [
      ["haproxy/h1", "up-1", "no"],
      ["haproxy/h1-no-delay", "up-1", "yes"],
    ],
  ],
  [
    "Apache mod_proxy_http2, and nginx with grpc_pass or without buffers, withhold the response until an octet of content has come from the client.",
    ["apache/h2", "nginx/grpc", "nginx/h1-unbuffered"].flatMap((path): Claim[] => [
      [path, "opens-without-ping", "no"],
      [path, "post", "yes"],
    ]),
  ],
  [
    "Traffic Server opens a connection and resets the stream on the next octet from the client. Only the second ping shows that before a message is lost.",
    [
      ["trafficserver/h1", "opens", "yes"],
      ["trafficserver/h1", "confirmed", "no", /\(not-duplex\)/],
    ],
  ],
  [
    "Apache mod_proxy_http2 withholds a refusal without content. One with content arrives.",
    [
      ["apache/h2", "refused-without-content", "no", /\(timeout\)/],
      ["apache/h2", "refused", "yes"],
    ],
  ],
  [
    "`wss` as `:scheme` is refused by Caddy and Apache.",
    [
      ["caddy/h2c", "scheme-wss", "no", /PROTOCOL_ERROR/],
      ["apache/h2", "scheme-wss", "no", /status 400/],
    ],
  ],
  [
    "Apache, Caddy and nginx rewrite `:scheme` to `http` where they speak HTTP/2 without TLS to the origin server.",
    ["apache/h2", "caddy/h2c", "nginx/grpc"].map((path): Claim => [path, "fields-up", "yes", /; scheme http$/]),
  ],
  [
    "nginx, Apache and Caddy, told to compress, compressed the stream in spite of `no-transform`; HAProxy heeded it.",
    [
      ...["nginx/h1-coding", "apache/h2-coding", "caddy/h2c-coding"].map((path): Claim => [path, "coding-gzip", "no", /^gzip/]),
      ["haproxy/h2-coding", "coding-gzip", "yes"],
    ],
  ],
  [
    "With `identity`, or without the field, none compressed.",
    ["nginx/h1-coding", "apache/h2-coding", "caddy/h2c-coding", "haproxy/h2-coding"].flatMap((path): Claim[] => [
      [path, "coding-identity", "yes"],
      [path, "coding-absent", "yes"],
    ]),
  ],
  [
    "Caddy adds that field on the way to the origin server where it is absent.",
    [["caddy/h2c-coding", "coding-absent", "yes", /the origin saw accept-encoding gzip/]],
  ],
  [
    "A stream that the client cancels reaches the origin server as a clean END_STREAM through HAProxy.",
    [["haproxy/h2", "client-resets", "no", /END_STREAM/]],
  ],
  [
    "One that the origin server resets reaches the client as a clean END_STREAM through HAProxy and Caddy.",
    [
      ["haproxy/h2", "server-resets", "no", /END_STREAM/],
      ["caddy/h2c", "server-resets", "no", /END_STREAM/],
    ],
  ],
  [
    "When the server ends first, nghttpx, Caddy, nginx, and HAProxy in front of an HTTP/1.1 origin server cut off what the client still sends.",
    ["nghttpx/h2", "caddy/h2c", "nginx/grpc-no-cap", "haproxy/h1"].map((path): Claim => [path, "server-ends-first", "no"]),
  ],
  ["Behind HAProxy, an HTTP/1.1 origin server did not know the target then.", [["haproxy/h1", "scheme-wss", "no", /404/]]],
  [
    "More HTTP/2 connections of the client need not help where a further intermediary joins their streams on one HTTP/2 connection to the next hop, as nghttpx does in front of HAProxy; smaller windows did there too.",
    ["load", "load-default", "load-apart"].map((check): Claim => ["nghttpx/h2-tls > haproxy/h2-window", check, "yes"]),
  ],
  [
    "With six streams to an HTTP/2 connection all messages arrived through both, where HAProxy speaks HTTP/2 to the origin server.",
    ["apache/h2", "haproxy/h2", "haproxy/h2-tls"].map((path): Claim => [path, "load-default", "yes"]),
  ],
  [
    "In front of an HTTP/1.1 origin server it stalled some of them in most runs even then, but none that had an HTTP/2 connection of its own.",
    [
      ["haproxy/h1-no-delay", "load-default", "no"],
      ["haproxy/h1-no-delay", "load-apart", "yes"],
    ],
  ],
  [
    "nginx that passes requests on as they come but buffers responses, which is its default, keeps back the end of a message of 6000 octets until more comes, in front of an HTTP/1.1 origin server.",
    [
      ["nginx/h1-responses-buffered", "down-unasked", "no"],
      ["nginx/h1-cache", "down-unasked", "no"],
      ["nginx/h1-unbuffered", "down-unasked", "yes"],
    ],
  ],
  [
    "It does not where the response has the field `x-accel-buffering` with the value `no`, which the reference implementation sends over HTTP/1.1 with its 200.",
    [
      ["nginx/h1-responses-buffered", "down-6000", "yes"],
      ["nginx/h1-cache", "down-6000", "yes"],
    ],
  ],
  [
    "nghttpx, HAProxy and nginx, told to cut silence after 2 s, cut it in spite of one PING frame each second; HAProxy did not when it only relays TCP.",
    [
      ...["nghttpx/h2", "haproxy/h2", "nginx/grpc-no-cap", "nginx/h1-unbuffered-no-cap"].map((path): Claim => [
        path,
        "idle-short-http2-pings",
        "no",
        /^cut in/,
      ]),
      ["haproxy/tcp", "idle-short-http2-pings", "yes"],
      ["haproxy/tcp", "idle-short", "no"],
    ],
  ],
  [
    "because some intermediaries turn a reset into an end, and some take the end of the response for the end of the request as well",
    [
      ["haproxy/h2", "client-resets", "no", /END_STREAM/],
      ["nghttpx/h2", "server-ends-first", "no"],
      ["nginx/grpc-no-cap", "server-ends-first", "no"],
    ],
  ],
  [
    "caches store, join and replay responses to GET",
    [
      ["haproxy/h2-cache", "get-max-age", "no"],
      ["nghttpx/h1 > squid/h1", "joined-get", "no"],
    ],
  ],
  ["Apache works on six streams of an HTTP/2 connection at a time", [["apache/h2", "load", "no", /^6 of 50 connections open/]]],
  [
    "Through HAProxy, 50 streams of one HTTP/2 connection that send and receive at full speed stalled each other",
    [["haproxy/h2", "load", "no"]],
  ],
  [
    "A path can therefore pass under \"Shared\" and fail under \"Six\", which asks for less, as `haproxy/h1-no-delay` did in this run.",
    [
      ["haproxy/h1-no-delay", "load", "yes"],
      ["haproxy/h1-no-delay", "load-default", "no"],
    ],
  ],
  [
    "Varnish holds back requests, also where it is told to pipe them.",
    [
      ["hitch/h2c > varnish/h1", "opens", "no", /\(timeout\)/],
      ["hitch/h2c > varnish/h1-pipe", "opens", "no", /\(timeout\)/],
    ],
  ],
  [
    "every check of {{tab-paths}} and the checks under load passed on the paths `nghttpx/h1 > squid/h1` and `hitch/h2c`.",
    ["nghttpx/h1 > squid/h1", "hitch/h2c"].flatMap((path) =>
      ["opens", "up-1", "down-6000", "upload", "client-closes", "both-close", "client-limit", "refused", "load", "load-apart"].map(
        (check): Claim => [path, check, "yes"],
      ),
    ),
  ],
  ["with smaller windows they did not stall", [["haproxy/h2-window", "load", "yes"]]],
  [
    "nginx applies its limit on the size of a request, 1 MiB by default, to all that a client sends on a connection, and then resets the stream.",
    [
      ["nginx/grpc", "upload", "no", /INTERNAL_ERROR/],
      ["nginx/grpc-no-cap", "upload", "yes"],
    ],
  ],
  [
    "This is also why, unless the limit was lifted (`no-cap`), its paths did not close cleanly behind 1 MiB.",
    [
      ...["nginx/grpc", "nginx/h1-unbuffered"].map((path): Claim => [path, "client-closes", "no", /client 1006/]),
      ...["nginx/grpc-no-cap", "nginx/h1-unbuffered-no-cap"].map((path): Claim => [path, "client-closes", "yes"]),
    ],
  ],
  [
    "The path `nginx/h1-cache-post` was told to store responses to POST, to show that the opening pong tells the client of a replay.",
    [["nginx/h1-cache-post", "replay-detected", "yes", /opening-pong/]],
  ],
  [
    "Squid adds `max-age` to `cache-control`, and Traffic Server drops `accept-encoding`.",
    [
      ["nghttpx/h1 > squid/h1", "fields-up", "no", /changed cache-control: no-store, max-age/],
      ["trafficserver/h1", "fields-up", "no", /accept-encoding: lost/],
    ],
  ],
  [
    "intermediaries add some, such as `via`, `server`, `age`, `alt-svc` or `accept-encoding`",
    [
      ["nghttpx/h2", "fields-down", "yes", /added server, via/],
      ["caddy/h2c", "fields-down", "yes", /alt-svc/],
      ["trafficserver/h1-cache", "fields-down", "yes", /age/],
      ["caddy/h2c-coding", "coding-absent", "yes", /the origin saw accept-encoding gzip/],
    ],
  ],
  [
    "Many intermediaries close a connection on which nothing moves for a minute",
    [
      ["haproxy/h2", "idle-60", "no", /after 50/],
      ["nginx/grpc-no-cap", "idle-60", "no", /after 60/],
      ["nghttpx/h1", "idle-60", "no", /after 60/],
    ],
  ],
];

for (const [sentence, results] of claims) {
  test(`measured: ${sentence}`, (t) => {
    t.true(draft.includes(sentence), "the draft says so");
    for (const [path, check, expected, pattern = /./] of results) {
      t.is(outcome(path, check), expected, `${path}: ${check}`);
      t.regex(seen(path, check), pattern, `${path}: ${check}`);
    }
  });
}

test("every path forwards the websocket2 fields unchanged", (t) => {
  t.true(
    draft.includes("All the measured intermediaries that open a connection forward the `websocket2-*` fields unchanged in both directions"),
  );
  const asked = found.paths.filter(({ answers }) => answers["fields-up"] !== undefined);
  t.true(asked.length > 20);
  for (const { id } of asked) {
    t.notRegex(seen(id, "fields-up"), /changed [^;]*websocket2-/, id);
    t.is(outcome(id, "fields-down"), "yes", id);
  }
});

test("joined to one HTTP/2 connection behind nghttpx, busy streams can stall in HAProxy however the client shares", (t) => {
  const outcomes = ["load", "load-default", "load-apart"].map((check) => outcome("nghttpx/h2-tls > haproxy/h2", check));
  t.true(outcomes.includes("no"), outcomes.join());
});

test("the explanations of columns name the checks behind their words", (t) => {
  for (const title of ["Opens", "Prompt", "4 MiB", "Closes", "Faults", "Refuses", "Silent", "Pings", "Shared", "Six", "Apart"]) {
    t.true(draft.includes(`${title} : `), title);
  }
});

test("no-store in the response stopped every cache", (t) => {
  t.true(draft.includes("`no-store` in the response stopped all of them, so that no row names it."));
  t.deepEqual(
    found.caches.filter(({ get, post }) => `${get} ${post}`.includes("no-store")),
    [],
  );
});

for (const { proxy, set, check, without, ...fix } of configurationFixes) {
  test(`a setting of ${proxy} fixes the fault: ${set}`, (t) => {
    t.is(outcome(without, check), "no");
    if (fix.with !== undefined) t.is(outcome(fix.with, check), "yes");
  });
}

test("the file has every path and check of the matrix", (t) => {
  t.deepEqual([...found.paths, ...found.skipped].map(({ id }) => id).sort(), testedPaths.map(({ id }) => id).sort());
});

test("the texts and tables of the file follow from the catalogues and its results", (t) => {
  for (const { summary, answers } of found.paths) t.deepEqual(summary, summaryOf(answers));
  t.like(found, derivedParts(found.paths, pathChecks));
});

test("on at least five broken paths the same handshake fails with the explanation that fits", (t) => {
  const broken: Readonly<Record<string, RegExp>> = {
    "opens nginx/h1": /\(timeout\).*buffers/,
    "confirmed trafficserver/h1": /\(not-duplex\)/,
    "unaware-at-once nghttpx/h2": /\(not-websocket2\).*does not speak WebSocket2/,
    "unaware-404 nghttpx/h2": /\(status\): status 404/,
    "refused caddy/h2c": /\(refused\): status 403/,
    "replay-detected nginx/h1-cache-post": /opening-pong/,
    "files caddy/files": /\(not-websocket2\)|\(status\)/,
  };
  for (const [key, pattern] of Object.entries(broken)) {
    const [check = "", ...path] = key.split(" ");
    t.regex(seen(path.join(" "), check), pattern, key);
  }
});

test("every path through three of them lost what a client sent after the server's end", (t) => {
  t.true(draft.includes("all paths through nghttpx, Caddy and nginx that open a connection lost what the client still had to send"));
  const through = found.paths.filter(({ id, purpose }) => purpose === "forward" && /nghttpx|caddy|nginx/.test(id));
  const open = through.filter(({ id }) => outcome(id, "opens") === "yes");
  t.true(open.length > 10);
  for (const { id } of open) t.is(outcome(id, "server-ends-first"), "no", id);
});
