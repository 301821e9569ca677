import test from "ava";

import type { LimitModel } from "../../../reference/layout/model.ts";
import { limit } from "../../../reference/schema/limits.ts";
import { limitRange, limitsTable, limitText } from "../../../scripts/api/limit-text.ts";

const size: LimitModel = {
  name: "size",
  title: "Size",
  description: "The longest <text>.",
  cite: "#limits",
  value: 4096,
  unit: "octets",
  least: 16,
  over: "The text is refused.",
  fault: "LRGE",
};

test("a limit shows title, meaning, effect, default, range, code and section", (t) => {
  t.is(
    limitText(size),
    [
      "<strong>Size.</strong> The longest &lt;text&gt;.",
      "If it is exceeded: The text is refused.",
      '<dl class="facts"><dt>Default</dt><dd><code>4096</code> octets (4 KiB)</dd><dt>Range</dt><dd>16 or more octets</dd>' +
        '<dt>Code</dt><dd>LRGE</dd><dt>Section</dt><dd><a href="draft:#limits"></a></dd></dl>',
    ].join("\n\n"),
  );
});

const defaults: [change: Partial<LimitModel>, text: string][] = [
  [{ value: 123 }, "<code>123</code> octets<"],
  [{ value: 1 }, "<code>1</code> octet<"],
  [{ value: 10_000, unit: "ms" }, "<code>10000</code> ms (10 s)<"],
  [{ value: 100, unit: "pings", within: 10_000 }, "<code>100</code> pings in 10 s<"],
];

for (const [change, text] of defaults) {
  test(`writes the default ${JSON.stringify(change)}`, (t) => {
    t.true(limitText({ ...size, ...change }).includes(`<dd>${text}`), limitText({ ...size, ...change }));
  });
}

test("writes a range with both ends", (t) => {
  t.is(limitRange({ least: 1, most: 5, unit: "pings" }), "1 to 5 pings");
});

test("the table has a row for each limit", (t) => {
  const rows = [...limitsTable(limit.model).matchAll(/<tr><td><code>(\w+)<\/code>/g)].map((row) => row[1]);
  t.deepEqual(rows, [...limit.names]);
});
