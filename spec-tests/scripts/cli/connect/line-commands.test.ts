import test from "ava";

import { completeLine, mayKeepLine } from "../../../../scripts/cli/connect/line-commands.ts";

test("completes the names of commands, and nothing else", (t) => {
  t.deepEqual(completeLine("/s"), ["/secret ", "/stats"]);
  t.deepEqual(completeLine("/p"), ["/ping"]);
  t.deepEqual(completeLine("/binary"), ["/binary "]);
  t.true(completeLine("/").length > 3);
  for (const line of ["", "s", "//s", "/secret x", "/x"]) t.deepEqual(completeLine(line), []);
});

test("the history keeps all lines but secrets", (t) => {
  t.deepEqual(["hi", "/secret x", "/secret", "/secrets", "//secret"].filter(mayKeepLine), ["hi", "/secrets", "//secret"]);
});
