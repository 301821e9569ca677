import test from "ava";
import { median, quantile } from "../../../scripts/common/statistics.ts";

test("the median is the middle value, and the upper of two", (t) => {
  t.is(median([3, 1, 2]), 2);
  t.is(median([4, 1, 2, 3]), 3);
  t.is(median([]), NaN);
});

test("a quantile of 1 is the largest value", (t) => {
  t.is(quantile([5, 1, 9], 1), 9);
  t.is(quantile([5, 1, 9], 0), 1);
});
