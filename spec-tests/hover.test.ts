import { resolve } from "node:path";

import test from "ava";
import ts from "typescript";

import { errorPayload, limit, type LimitName } from "../reference/schema/index.ts";
import { modulePath } from "./programs.ts";

const FILE = resolve("spec-tests/hovered.ts");
const PROGRAM = `
import { connect, FrameDecoder, WebSocket2Server } from "${modulePath("reference/index.ts")}";
void connect("http://127.0.0.1", { limits: { /*client*/message: 65536 } });
new WebSocket2Server({ resources: {}, limits: { /*server*/pings: 5 } });
for (const frame of new FrameDecoder({ message: 65536, compression: "none" }).push(new Uint8Array())) {
  if (frame.type === "error" && frame.status !== undefined) void frame./*field*/status;
}
`;

/** A language service over the program, which is in memory, and the files that it imports. */
function serviceOf(text: string): ts.LanguageService {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
  };
  const contents = (path: string): string | undefined => (path === FILE ? text : ts.sys.readFile(path));
  return ts.createLanguageService({
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const found = contents(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => process.cwd(),
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === FILE || ts.sys.fileExists(path),
    readFile: contents,
  });
}

const service = serviceOf(PROGRAM);

/** The documentation that an editor shows behind a mark in the program. */
function hovered(mark: string): string {
  const position = PROGRAM.indexOf(`/*${mark}*/`) + mark.length + 4;
  const { documentation = [] } = service.getQuickInfoAtPosition(FILE, position) ?? {};
  return ts.displayPartsToString(documentation).replaceAll(/\s+/g, " ");
}

for (const [mark, name] of [["client", "message"], ["server", "pings"]] as const satisfies [string, LimitName][]) {
  test(`an editor shows text, unit and default of the limit ${name} in the options of a ${mark}`, (t) => {
    const { description, over, value, unit, least = 0 } = limit.entry(name);
    const text = hovered(mark);
    for (const part of [
      description,
      over,
      `Default: ${value.toLocaleString("en-US")} ${unit}`,
      `Least: ${least.toLocaleString("en-US")} ${unit}`,
    ]) {
      t.true(text.includes(part), `${text} lacks ${part}`);
    }
  });
}

test("an editor shows the text of a frame's field", (t) => {
  const field = errorPayload.model.fields.find(({ name }) => name === "status");
  t.is(hovered("field"), field?.description ?? "");
});
