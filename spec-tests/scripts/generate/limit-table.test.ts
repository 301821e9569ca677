import test from "ava";

import type { LimitsModel } from "../../../reference/layout/index.ts";
import { limitTable } from "../../../scripts/generate/limit-table.ts";

const limit = { title: "Size", description: "The size.", cite: "#size", value: 1024, unit: "octets", over: "It is refused." } as const;
const limits: LimitsModel = {
  kind: "limits",
  id: "limit",
  title: "Limits",
  description: "All limits.",
  cite: "#limits",
  entries: [{ ...limit, name: "size" }, { ...limit, name: "rate", value: 5, unit: "pings", within: 10_000 }],
};

test("shows the chosen limits in the given order", (t) => {
  t.deepEqual(limitTable(limits, ["rate", "size"], (cite) => `<${cite}>`).split("\n"), [
    "| Limit | Default | When exceeded | Section |",
    "|---|---|---|---|",
    "| `rate` | 5 in 10 s | It is refused. | <#size> |",
    "| `size` | 1 KiB | It is refused. | <#size> |",
  ]);
});

test("an unknown limit is an error that names the known ones", (t) => {
  t.throws(() => limitTable(limits, ["depth"], String), { message: "limit: has no limit depth; expected one of size, rate" });
});
