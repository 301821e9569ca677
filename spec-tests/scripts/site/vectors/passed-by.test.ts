import test from "ava";

import { type InteropPeer, readInteropData } from "../../../../scripts/interop/matrix/interop-data.ts";
import { passedSentence } from "../../../../scripts/site/vectors/passed-by.ts";

const { peers } = readInteropData();

const located = (id: string, suite: string): Parameters<typeof passedSentence>[0] => ({ case: { id }, suite: { suite } });

test("a case names the peers that passed it, failed it or left it out; those without vectors do not count", (t) => {
  const [any] = peers;
  if (any === undefined) return t.fail();
  const peer = (name: string, change: Partial<InteropPeer>): InteropPeer =>
    ({ ...any, name, by: "vectors", notPassed: [], skippedSuites: [], ...change });
  const result = { why: "x", requirements: [] };
  const some = [
    peer("all", {}),
    peer("live", { by: "server" }),
    peer("none", { skippedSuites: [{ suite: "s", verdict: "skipped", why: "y", cases: 2, requirements: {} }] }),
    peer("wrong", { notPassed: [{ id: "s/a", verdict: "wrong-code", ...result }] }),
    peer("lax", { notPassed: [{ id: "s/a", verdict: "non-strict", ...result }] }),
  ];
  t.is(passedSentence(located("s/a", "s"), some), "Passed by all; not as recommended by lax; failed by wrong; left out by none.");
  t.is(passedSentence(located("s/b", "s"), some), "Passed by all, wrong, lax; left out by none.");
  t.is(passedSentence(located("t/a", "t"), some), "Passed by all, none, wrong, lax.");
  t.is(passedSentence(located("t/a", "t"), []), "");
});
