import test from "ava";

import { describe, uint } from "../../../reference/layout/index.ts";
import { kaitaiExport } from "../../../scripts/exports/kaitai/kaitai.ts";
import { wiresharkDissector } from "../../../scripts/exports/wireshark/dissector.ts";
import { doc, thing } from "../../reference/layout/support.ts";

const model = describe("Test", [thing().field("from", uint(8), doc).field("to", uint(8), doc).relation("from", "atMost", "to")]);

test("exports refuse relations between fields, which they would drop", (t) => {
  const message = (target: string): string => `thing.from: has a relation to another field, which a ${target} cannot check; remove it`;
  t.throws(() => kaitaiExport.write(model, (cite) => cite), { name: "ExportError", message: message("Kaitai Struct file") });
  t.throws(() => wiresharkDissector(model), { name: "ExportError", message: message("dissector") });
});
