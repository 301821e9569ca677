import test from "ava";

import { cacheSummaries, summaryOf } from "../../../../scripts/interop/intermediaries/matrix/summary.ts";
import { no, yes } from "../../../../scripts/interop/intermediaries/checks/path-check.ts";

const empty = { opens: "", messages: "", upload: "", closes: "", faults: "", refusals: "", pings: "", idle: "", load: "", usual: "", apart: "" };

test("a path that opens is summed up by its time", (t) => {
  t.deepEqual(summaryOf({ opens: yes("open", 7.25), confirmed: yes("open") }), { ...empty, opens: "7.3 ms" });
});

test("one that does not open is summed up by the check that fails", (t) => {
  t.deepEqual(summaryOf({ opens: no("the connection did not open (timeout): no response in time.") }), { ...empty, opens: "timeout" });
});

test("one that does not stay open is summed up by that check", (t) => {
  const answers = { opens: yes("open", 3), confirmed: no("the connection did not open (not-duplex): RST_STREAM(INTERNAL_ERROR).") };
  t.deepEqual(summaryOf(answers), { ...empty, opens: "not-duplex" });
});

test("a word says yes only where every question behind it does", (t) => {
  const answers = { "client-closes": yes(""), "server-closes": yes(""), "both-close": no(""), upload: yes("") };
  t.deepEqual(summaryOf(answers), { ...empty, closes: "no", upload: "yes" });
});

test("a cache is summed up by the replies after which it replays, and by the methods of the streams that it joins", (t) => {
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

test("a path without a cache, or on which nothing opens, is none of the caches", (t) => {
  const path = { id: "a/b", purpose: "cache", hops: [], date: "2026-01-01", summary: empty };
  t.deepEqual(cacheSummaries([{ ...path, answers: { opens: yes("open", 1) } }, { ...path, answers: { opens: no(""), "get-max-age": yes("") } }]), []);
});
