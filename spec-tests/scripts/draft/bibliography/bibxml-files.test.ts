import test from "ava";
import { bibxmlFiles } from "../../../../scripts/draft/bibliography/bibxml-files.ts";

const works: readonly (readonly [name: string, path: string, ...others: string[]])[] = [
  ["RFC20", "bibxml/reference.RFC.0020.xml", "reference.RFC.20.xml"],
  ["BCP.14", "bibxml-rfcsubseries/reference.BCP.0014.xml", "reference.BCP.14.xml"],
  ["I-D.ietf-a", "bibxml3/reference.I-D.ietf-a.xml", "reference.I-D.draft-ietf-a.xml"],
  ["draft-ietf-a-03", "bibxml3/reference.I-D.draft-ietf-a-03.xml", "reference.I-D.ietf-a-03.xml"],
  ["W3C.REC-xml", "bibxml4/reference.W3C.REC-xml.xml"],
  ["3GPP.38.300", "bibxml5/reference.3GPP.38.300.xml"],
  ["SDO-3GPP.38.300", "bibxml5/reference.SDO-3GPP.38.300.xml"],
];

for (const [name, path, ...others] of works) {
  test(`knows the files of ${name}`, (t) => {
    const found = bibxmlFiles(name);
    t.is(found?.path, path);
    const plain = [path.replace(/^.*\//, ""), ...others];
    t.deepEqual(found?.names, [...plain, ...plain.map((file) => `alt-${file}`), ...plain.map((file) => `computed-${file}`)]);
  });
}

test("a cache has no slashes in the name of a file, a server has", (t) => {
  const { names, path } = bibxmlFiles("DOI.10.1007/x-1") ?? {};
  t.is(path, "bibxml7/reference.DOI.10.1007/x-1.xml");
  t.deepEqual(names, ["", "alt-", "computed-"].map((prefix) => `${prefix}reference.DOI.10.1007_x-1.xml`));
});

test("other names are not of bibxml", (t) => {
  for (const name of ["HTML", "RFCS", "RFC", "intro", "draft", "BCP-14", "I-D", "ISOX", "5G"]) t.is(bibxmlFiles(name), undefined, name);
});
