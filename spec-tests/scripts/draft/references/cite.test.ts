import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection } from "../setup.ts";

test("cites a work by its name in the draft, also before the definition of the name", (t) => {
  t.is(
    sectionXml("{{QUIC}} and {{Section 2 of QUIC}} of {{!QUIC=RFC9000}} and {{RFC9000}}"),
    '<t><xref target="RFC9000"/> and <xref target="RFC9000" section="2" sectionFormat="of"/> of <xref target="RFC9000"/> and <xref target="RFC9000"/></t>',
  );
});

test("gives xml2rfc the name before the references", (t) => {
  const { xml } = buildSection("{{!QUIC=RFC9000}} {{?RFC8174}}");
  t.regex(xml, /<back>\n<displayreference target="RFC9000" to="QUIC"\/>\n<references anchor="references">/);
  t.regex(xml, /<references anchor="normative-references">\n<name>Normative References<\/name>\n<reference anchor="RFC9000"/);
});

test("writes the name in the text of requirements", (t) => {
  t.deepEqual(buildSection("As in {{?QUIC=RFC9000}} it MUST.{R-001}").requirements.map(({ text }) => text), ["As in [QUIC] it MUST."]);
});

test("a citation of a section can name the work", (t) => {
  t.is(
    sectionXml("{{?QUIC=RFC9000, Section 6.4}} and {{Section 5 of !KEY=RFC8174}} and {{QUIC}}"),
    '<t><xref target="RFC9000" section="6.4" sectionFormat="comma"/> and <xref target="RFC8174" section="5" sectionFormat="of"/> and <xref target="RFC9000"/></t>',
  );
});

const unknown = '"RFC9001" is not in the bibliography; add "RFC9001: {title: ..., date: ...}" to references.yaml, or run "ws2 draft reference add RFC9001 a.md"';

const wrong: readonly (readonly [title: string, markdown: string, mistake: string])[] = [
  ["a name for an unknown work", "{{!QUIC=RFC9001}}", `1:1 citation: ${unknown}`],
  [
    "one name for two works",
    "{{!Q=RFC9000}}\n{{!Q=RFC8174}}",
    '2:1 alias: "Q" is already a name of RFC9000; expected another name for RFC8174',
  ],
  ["two names for one work", "{{!Q=RFC9000}} {{?R=RFC9000}}", '1:16 alias: RFC9000 is already called "Q"; expected {{Q}}'],
  [
    "the name of another work",
    "{{!RFC8174=RFC9000}}",
    '1:1 alias: "RFC8174" is the name of another work in the bibliography; expected another name for RFC9000',
  ],
  ["a name that a figure takes too", "{{!Q=RFC9000}}\n\n```c {#Q}\nx\n```", '3:1 duplicate-anchor: anchor "Q" is the name of a reference'],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.is(sectionDiagnostics(markdown)[0], mistake));
}
