import test from "ava";

import {
  type InteropData,
  type InteropPeer,
  readInteropData,
  type SkippedSuite,
  type UnpassedCase,
} from "../../../../scripts/interop/matrix/interop-data.ts";
import { peerResults } from "../../../../scripts/site/requirements/peer-results.ts";

const interop = readInteropData();

test("the results of all requirements add up to the cases that did not pass", (t) => {
  const ids = [...new Set(Object.values(interop.requirements).flatMap((counts) => Object.keys(counts)))];
  const results = ids.flatMap((id) => peerResults(id, { interop }));
  for (const { name, by, notPassed, skippedSuites } of interop.peers) {
    const own = results.filter((each) => each.name === name && each.by === by);
    t.is(own.flatMap(({ unpassed }) => unpassed).length, notPassed.flatMap(({ requirements }) => requirements).length, name);
    const skipped = skippedSuites.flatMap(({ requirements }) => Object.values(requirements));
    t.is(own.reduce((sum, { leftOut }) => sum + leftOut, 0), skipped.reduce((sum, cases) => sum + cases, 0), name);
  }
});

test("the state of a peer is its worst result; a peer whose kind of cases does not check the requirement is left out", (t) => {
  const [peer] = interop.peers;
  if (peer === undefined) return t.fail();
  const failed: UnpassedCase = { id: "a/b", verdict: "fail", why: "x", requirements: ["R-001"] };
  const mild: UnpassedCase = { ...failed, verdict: "non-strict" };
  const skipped: SkippedSuite = { suite: "a", verdict: "skipped", why: "y", cases: 3, requirements: { "R-001": 2 } };
  const stateWith = (changed: Partial<InteropPeer>): unknown[] => {
    const requirements = { vectors: { "R-001": 9 }, server: {}, client: {} };
    const data: InteropData = { ...interop, peers: [{ ...peer, ...changed }], requirements };
    return peerResults("R-001", { interop: data }).map(({ cases, unpassed, leftOut, state }) => [cases, unpassed.length, leftOut, state]);
  };
  const none: Partial<InteropPeer> = { by: "vectors", notPassed: [], skippedSuites: [] };
  t.deepEqual(stateWith(none), [[9, 0, 0, "good"]]);
  t.deepEqual(stateWith({ ...none, skippedSuites: [skipped] }), [[9, 0, 2, "left"]]);
  t.deepEqual(stateWith({ ...none, notPassed: [mild], skippedSuites: [skipped] }), [[9, 1, 2, "mild"]]);
  t.deepEqual(stateWith({ ...none, notPassed: [mild, failed] }), [[9, 2, 0, "bad"]]);
  t.deepEqual(stateWith({ by: "client" }), []);
});
