import test from "ava";

import { cacheSummaries, summaryOf } from "../../../../scripts/interop/intermediaries/matrix/summary.ts";
import { no, yes } from "../../../../scripts/interop/intermediaries/checks/path-check.ts";

const empty = {
  opens: "",
  messages: "",
  upload: "",
  closes: "",
  faults: "",
  refusals: "",
  pings: "",
  idle: "",
  load: "",
  usual: "",
  apart: "",
};

test("the summary of a path that opens is its time", (t) => {
  t.deepEqual(summaryOf({ opens: yes("open", 7.25), confirmed: yes("open") }), { ...empty, opens: "7.3 ms" });
});

test("the summary of a path that does not open is the failed check of the client", (t) => {
  t.deepEqual(summaryOf({ opens: no("the connection did not open (timeout): no response in time.") }), { ...empty, opens: "timeout" });
});

test("the summary of a path that does not stay open is the failed check of the client", (t) => {
  const answers = { opens: yes("open", 3), confirmed: no("the connection did not open (not-duplex): RST_STREAM(INTERNAL_ERROR).") };
  t.deepEqual(summaryOf(answers), { ...empty, opens: "not-duplex" });
});

test("a word is yes if all of its checks pass", (t) => {
  const answers = { "client-closes": yes(""), "server-closes": yes(""), "both-close": no(""), upload: yes("") };
  t.deepEqual(summaryOf(answers), { ...empty, closes: "no", upload: "yes" });
});

test("the summary of a cache lists the replies after which it replays, and the methods of joined streams", (t) => {
  const answers = {
    opens: yes("open", 1),
    "get-none": no(""),
    "get-last-modified": yes(""),
    "get-max-age": no(""),
    "get-no-store": yes(""),
    "post-max-age": yes(""),
    "joined-get": no(""),
  };
  t.deepEqual(cacheSummaries([{ id: "a/b", purpose: "cache", hops: [], date: "2026-01-01", summary: empty, answers }]), [
    { path: "a/b", get: "no cache fields, max-age", post: "never", joined: "GET" },
  ]);
});

test("paths without a cache, and paths that do not open, have no summary of caches", (t) => {
  const path = { id: "a/b", purpose: "cache", hops: [], date: "2026-01-01", summary: empty };
  t.deepEqual(
    cacheSummaries([
      { ...path, answers: { opens: yes("open", 1) } },
      { ...path, answers: { opens: no(""), "get-max-age": yes("") } },
    ]),
    [],
  );
});
