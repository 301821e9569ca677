import test from "ava";
import { sectionXml, buildSection } from "../setup.ts";

const front = "contributor:\n  - {initials: A., surname: B, role: editor, organization: C, email: a@x.example}\n  - {organization: D, uri: \"https://d.example/\"}\n";

test("shows the contributors of the front matter, persons with their organization", (t) => {
  t.is(
    sectionXml("::contributors", { front }),
    `<contact initials="A." surname="B" fullname="A. B">
<organization>C</organization>
<address>
<email>a@x.example</email>
</address>
</contact>
<contact fullname="D">
<address>
<uri>https://d.example/</uri>
</address>
</contact>`,
  );
});

test("reports contributors that are not shown, at their key", (t) => {
  const { messages } = buildSection("x", { front });
  t.deepEqual(
    messages.filter(({ rule }) => rule === "contributors"),
    [
      {
        file: "a.md",
        line: 13,
        column: 1,
        rule: "contributors",
        reason: "the contributors are not shown; expected ::contributors in a section # Contributors",
      },
    ],
  );
});
