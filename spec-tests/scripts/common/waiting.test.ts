import test from "ava";
import { waitUntil, withTimeout } from "../../../scripts/common/waiting.ts";

test("a condition is polled until it holds or the time is over", async (t) => {
  let turns = 0;
  t.true(await waitUntil(() => ++turns === 3, 10_000));
  t.false(await waitUntil(() => false, 20));
});

test("a promise that is late counts as undefined", async (t) => {
  t.is(await withTimeout(Promise.resolve("in time"), 10_000), "in time");
  t.is(await withTimeout(new Promise(() => undefined), 10), undefined);
});
