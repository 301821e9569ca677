import test from "ava";

import { amount, joinWithOr, limitValue, range, ranges, withNoun } from "../../../scripts/generate/units.ts";

for (const [value, unit, text] of [
  [16777216, "octets", "16 MiB"],
  [65536, "octets", "64 KiB"],
  [65535, "octets", "65535 octets"],
  [65537, "octets", "65537 octets"],
  [1073741824, "octets", "1 GiB"],
  [1, "octets", "1 octet"],
  [0, "octets", "0 octets"],
  [10000, "ms", "10 s"],
  [999, "ms", "999 ms"],
  [0, "ms", "0 ms"],
  [20, "s", "20 s"],
  [1000, "connections", "1000"],
  [4, "bits", "4 bits"],
  [7, undefined, "7"],
] as const) {
  test(`writes ${value} ${unit} as ${text}`, (t) => {
    t.is(amount(value, unit), text);
  });
}

test("writes lists, ranges and intervals in words", (t) => {
  t.is(joinWithOr([]), "");
  t.is(joinWithOr(["8"]), "8");
  t.is(joinWithOr(["8", "24", "40"]), "8, 24 or 40");
  t.is(range([3, 3]), "3");
  t.is(range([3, 7]), "3 to 7");
  t.is(range([3, null]), "3 or more");
  t.is(ranges([[1000, 1003], [3000, 3000]]), "1000 to 1003 or 3000");
  t.is(withNoun(1, "bits"), "1 bit");
  t.is(limitValue({ value: 100, unit: "pings", within: 10000 }), "100 in 10 s");
});
