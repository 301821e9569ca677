import test from "ava";

import { guardPage, policyElement, themeScript } from "../../../scripts/api/page-policy.ts";

const theme = '<script>document.documentElement.dataset.theme = localStorage.getItem("tsd-theme") || "os";</script>';

test("the policy comes first, and a file replaces the inline script of the theme", (t) => {
  t.is(
    guardPage(`<html><head><title>T</title></head><body>${theme}</body></html>`, "../"),
    `<html><head>${policyElement}<title>T</title></head><body><script src="../${themeScript.path}"></script></body></html>`,
  );
});

test("the policy allows no inline script, no evaluation and no other host", (t) => {
  t.regex(policyElement, /script-src 'self';/);
  t.regex(policyElement, /default-src 'none'/);
  t.notRegex(policyElement, /unsafe|\*|https?:/);
});

for (const [what, html] of [
  ["another inline script", "<head></head><script>alert(1)</script>"],
  ["an inline style", '<head></head><p style="color: red">a</p>'],
  ["an element of style", "<head><style>p {}</style></head>"],
  ["an inline handler", '<head></head><a onclick="go()">a</a>'],
] as const) {
  test(`${what} is a mistake`, (t) => {
    t.throws(() => guardPage(html, ""), { instanceOf: RangeError });
  });
}

test("text about handlers and styles is no mistake", (t) => {
  t.notThrows(() => guardPage('<head></head><code>&lt;a onclick="go()" style="x"&gt; onmessage = 1</code>', ""));
});
