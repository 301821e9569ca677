import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

import test from "ava";
import ts from "typescript";

import { WebSocket2Server } from "../reference/index.ts";
import { type Example, examples } from "./examples.ts";
import { importSources, sourceOf, withoutTypes } from "./sources.ts";

/** How long one example may run, in ms. */
const RUN_TIMEOUT_MS = 20_000;

/** How long connections of an example may outlive it, in ms: the shared client keeps idle HTTP/2 connections for 1 s. */
const CLOSE_TIMEOUT_MS = 10_000;

/** Folders whose exports need no example, with the reasons. */
const WITHOUT_EXAMPLES: Readonly<Record<string, string>> = {
  "reference/layout/runtime/": "what compiled readers and writers import, and applications do not call",
};

const folder = mkdtempSync(join(process.cwd(), "build/examples-"));
const echo = createServer();
let port = 0;

/** The port that examples show; a server listens on a port of the system's choice, a client connects to {@link echo}. */
const SHOWN_PORT = /(\.listen\()?8080/g;

const fileOf = ({ name }: Example, index: number): string => join(folder, `${index}-${name}.ts`);
const moduleOf = (example: Example, index: number): string => fileOf(example, index).replace(/ts$/, "mjs");
const onFreePort = (code: string): string =>
  code.replaceAll(SHOWN_PORT, (_, listen?: string) => (listen === undefined ? String(port) : `${listen}0`));

test.before(async () => {
  new WebSocket2Server({
    resources: {
      "/echo": {
        protocols: ["chat"],
        compression: { lz4: [1, 9] },
        connection: (peer) => (peer.onmessage = (data) => peer.send(data)),
      },
    },
  }).attach(echo);
  await once(echo.listen(0, "127.0.0.1"), "listening");
  port = (echo.address() as AddressInfo).port;
  // Examples are modules: one without an import or export would share its names with the others.
  for (const [index, example] of examples.entries()) {
    const code = `${onFreePort(importSources(example.code))}export {};\n`;
    writeFileSync(fileOf(example, index), code);
    writeFileSync(moduleOf(example, index), withoutTypes(code));
  }
});

test.after.always(async () => {
  echo.close();
  await rm(folder, { recursive: true });
});

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile("spec-tests/tsconfig.json", ts.sys.readFile) as { readonly config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, "spec-tests");
  delete options.tsBuildInfoFile;
  return { ...options, incremental: false, rewriteRelativeImportExtensions: false, allowImportingTsExtensions: true };
}

let compiled: ts.Program | undefined;

/** Examples and exported modules, compiled once. */
function program(): ts.Program {
  compiled ??= ts.createProgram([...examples.map(fileOf), ...sourceOf.values()], compilerOptions());
  return compiled;
}

function mistakeText({ file, start, messageText }: ts.Diagnostic, { place }: Example): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line;
  const [path, first] = place.split(":") as [string, string];
  return `${path}:${Number(first) + line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}

test("every example compiles", (t) => {
  const mistakes = examples.flatMap((example, index) => {
    const file = program().getSourceFile(fileOf(example, index));
    return [...program().getSyntacticDiagnostics(file), ...program().getSemanticDiagnostics(file)].map((mistake) =>
      mistakeText(mistake, example),
    );
  });
  t.deepEqual(mistakes, []);
});

function exportsOf(path: string): ts.Symbol[] {
  const checker = program().getTypeChecker();
  return checker.getExportsOfModule(checker.getSymbolAtLocation(program().getSourceFile(path) as ts.SourceFile) as ts.Symbol);
}

const definition = (symbol: ts.Symbol): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : program().getTypeChecker().getAliasedSymbol(symbol);

/** The classes and functions that a module exports, abstract classes aside, which their subclasses show. */
function shownExports(path: string): ts.Symbol[] {
  return exportsOf(path).flatMap((each) => {
    const specifier = each.declarations?.[0];
    if (specifier !== undefined && ts.isExportSpecifier(specifier) && (specifier.isTypeOnly || specifier.parent.parent.isTypeOnly)) {
      return [];
    }
    const symbol = definition(each);
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) !== 0) return [];
    return ts.isClassDeclaration(declaration) || ts.isFunctionDeclaration(declaration) ? [symbol] : [];
  });
}

function missingExampleText(symbol: ts.Symbol): string {
  return `${fileOfSymbol(symbol)}: ${symbol.name} has no example: add @example with a block of ts to its doc comment`;
}

const fileOfSymbol = ({ declarations }: ts.Symbol): string => relative(".", declarations?.[0]?.getSourceFile().fileName ?? "");

test("every class and function that the package exports has an example", (t) => {
  const symbols = [...new Set([...sourceOf.values()].flatMap(shownExports))];
  const excused = (symbol: ts.Symbol): string | undefined =>
    Object.keys(WITHOUT_EXAMPLES).find((folder) => fileOfSymbol(symbol).startsWith(folder));
  t.deepEqual(new Set(symbols.map(excused).filter((folder) => folder !== undefined)), new Set(Object.keys(WITHOUT_EXAMPLES)));
  const without = symbols.filter((symbol) => excused(symbol) === undefined && !symbol.getJsDocTags().some((tag) => tag.name === "example"));
  t.deepEqual(without.map(missingExampleText), []);
});

/** Interfaces whose members an application may leave out. */
const OPTIONS = /(?:Options|Policy)$|^(?:Accept|Proxy|Refuse|Resource|SendBuffer)$/;

function membersWithoutDefault(symbol: ts.Symbol): string[] {
  const checker = program().getTypeChecker();
  const declaration = symbol.declarations?.find((each) => ts.isInterfaceDeclaration(each));
  if (declaration === undefined || !OPTIONS.test(symbol.name)) return [];
  const optional = declaration.members.filter(ts.isPropertySignature).filter((member) => member.questionToken !== undefined);
  return optional.flatMap((member) => {
    const text = ts.displayPartsToString(checker.getSymbolAtLocation(member.name)?.getDocumentationComment(checker));
    return /\bdefaults?\b|\bwithout it\b/i.test(text) ? [] : [`${fileOfSymbol(symbol)}: ${symbol.name}.${member.name.getText()}`];
  });
}

test("every option that may be absent says what its default is", (t) => {
  const symbols = [...sourceOf.values()].flatMap(exportsOf).map(definition);
  t.true(symbols.filter(({ name }) => OPTIONS.test(name)).length > 20);
  t.deepEqual([...new Set(symbols)].flatMap(membersWithoutDefault), []);
});

/** TCP servers and connections that keep the process running. */
const openSockets = (): number => process.getActiveResourcesInfo().filter((kind) => kind.startsWith("TCP")).length;

async function closedWithin(ms: number, expected: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (openSockets() > expected && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return openSockets() <= expected;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

for (const [index, example] of examples.entries()) {
  const { name, place, prints } = example;
  test.serial(`the example of ${name} prints what its comments say`, async (t) => {
    t.timeout(RUN_TIMEOUT_MS);
    const { log } = console;
    const before = openSockets();
    const printed: string[] = [];
    console.log = (...values) => void printed.push(oneLine(format(...values)));
    t.teardown(() => (console.log = log));
    await import(pathToFileURL(moduleOf(example, index)).href);
    t.true(await closedWithin(CLOSE_TIMEOUT_MS, before), `${place}: a server or connection stays open: close it at the end of the example`);
    // In any order: handlers stand in front of the code that has them called.
    t.deepEqual(printed.toSorted(), prints.toSorted(), place);
  });
}
