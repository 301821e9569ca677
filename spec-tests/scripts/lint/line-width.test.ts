import test from "ava";
import { isTooWide } from "../../../scripts/lint/line-width.ts";

const long = "x".repeat(150);

const wide = [`const a = ["${long}", 1];`, `  f("a", "${long}");`, `// ${"word ".repeat(30)}`, long];
const fine = [
  "x".repeat(140),
  `  "${long}",`,
  `  message: "a \\"${long}",`,
  `  /^${long}$/u,`,
  `    \`${long}\``,
  `const text = "short";`,
  ` * @see https://example.com/${long}`,
  `    throw("${long}");`,
];

for (const line of wide) test(`too wide: ${line.slice(0, 30)}`, (t) => t.true(isTooWide(line)));
for (const line of fine) test(`fits, or cannot be broken: ${line.slice(0, 30)}`, (t) => t.false(isTooWide(line)));
