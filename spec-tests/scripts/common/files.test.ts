import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test from "ava";

import { readTail } from "../../../scripts/common/files.ts";

test("reads the end of a file, and the whole of a shorter one", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "log");
  writeFileSync(file, "0123456789");
  t.is(readTail(file, 4), "6789");
  t.is(readTail(file, 100), "0123456789");
});
