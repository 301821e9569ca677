import test from "ava";
import { sectionDiagnostics, sectionXml } from "../setup.ts";

test("a mark with a backslash before it, or before each of its characters, is ordinary text", (t) => {
  t.is(sectionXml("a[b]\\[0], \\[^x], \\{\\{test\\}\\}, {{test}}\n"), '<t>a[b][0], [^x], {{test}}, <xref target="test"/></t>');
  t.is(sectionDiagnostics("a[b][0]").length, 1);
  t.is(sectionDiagnostics("\\[^x] [^x]").length, 1);
});
