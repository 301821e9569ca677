/**
 * `make suites`: runs test suites that others wrote, from checkouts at hand, and prints their results with the reasons why some tests do
 * not apply. Nothing of the suites is part of this repository.
 *
 *   node build/scripts/suites.js [--wpt DIR] [--sft DIR] [--over ws|wss]... [--only TEXT] [--jobs N]
 *
 * The exit code is 1 if an applicable test fails, 2 without a checkout.
 *
 * @module
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ParseArgsConfig } from "node:util";

import { makeCertificate } from "./common/certificate.ts";
import { exitCode, numberOption, runProgram, UsageError } from "./common/program.ts";
import { casesNotApplicable } from "./suites/structured-fields/inapplicable.ts";
import { runStructuredFields } from "./suites/structured-fields/run-cases.ts";
import { type Inapplicable, type SuiteRun, suiteTable } from "./suites/suite.ts";
import { subtestsNotApplicable } from "./suites/wpt/inapplicable.ts";
import { runWpt } from "./suites/wpt/run-files.ts";
import { startServers } from "./suites/wpt/server.ts";

const nodeMajor = Number(process.versions.node.split(".")[0]);

const usage = `usage: suites.js [--wpt DIR] [--sft DIR] [--over SCHEME]... [--only TEXT] [--jobs N]
  --wpt DIR      a checkout of web-platform-tests, github.com/web-platform-tests/wpt, with websockets/, resources/ and interfaces/
  --sft DIR      a checkout of structured-field-tests, github.com/httpwg/structured-field-tests
  --over SCHEME  ws or wss for the tests of --wpt (default: both)
  --only TEXT    files of --wpt whose paths contain TEXT
  --jobs N       files of --wpt at a time (2)`;

const options = {
  wpt: { type: "string", default: "" },
  sft: { type: "string", default: "" },
  over: { type: "string", multiple: true, default: ["ws", "wss"] as string[] },
  only: { type: "string", default: "" },
  jobs: { type: "string", default: "2" },
} satisfies NonNullable<ParseArgsConfig["options"]>;

/** Returns the folder of a checkout. @throws {@link UsageError} if the file is not in it */
function checkout(option: string, folder: string, file: string): string {
  const path = resolve(folder);
  if (existsSync(join(path, file))) return path;
  throw new UsageError(`--${option}: expected a checkout, with the file ${file}, found ${folder}`);
}

/** Prints the table of a run. Returns whether every applicable test passed. */
function print(run: SuiteRun, entries: readonly Inapplicable[]): boolean {
  const { lines, totals } = suiteTable(run, entries, nodeMajor);
  console.log(lines.join("\n"));
  return totals.failed === 0 && totals.passed > 0;
}

async function runWebPlatformTests(folder: string, schemes: readonly string[], only: string, jobs: number): Promise<boolean> {
  const certificate = await makeCertificate();
  const temporary = mkdtempSync(join(tmpdir(), "ws2-suites-"));
  const certificateFile = join(temporary, "certificate.pem");
  writeFileSync(certificateFile, certificate.cert);
  const servers = await startServers(certificate);
  let passed = true;
  try {
    for (const scheme of schemes) {
      const variant = scheme === "wss" ? "wss" : "default";
      const plan = { folder, variant, ports: servers.ports, certificateFile, jobs, only, nodeMajor } as const;
      passed = print(await runWpt(plan), subtestsNotApplicable) && passed;
    }
  } finally {
    await servers.close();
    rmSync(temporary, { recursive: true, force: true });
  }
  return passed;
}

await runProgram({
  usage,
  options,
  async main({ wpt, sft, over, only, jobs }) {
    if (wpt === "" && sft === "") throw new UsageError("expected --wpt, --sft or both: make suites WPT=DIR SFT=DIR");
    const wrong = over.find((scheme) => scheme !== "ws" && scheme !== "wss");
    if (wrong !== undefined) throw new UsageError(`--over: expected ws or wss, found ${wrong}`);
    const folders = {
      wpt: wpt === "" ? undefined : checkout("wpt", wpt, "resources/testharness.js"),
      sft: sft === "" ? undefined : checkout("sft", sft, "serialisation-tests/number.json"),
    };
    console.log(`Node.js ${process.versions.node}`);
    const results = [
      folders.sft === undefined || print(runStructuredFields(folders.sft), casesNotApplicable),
      folders.wpt === undefined || (await runWebPlatformTests(folders.wpt, over, only, numberOption("jobs", jobs, 1))),
    ];
    return results.every(Boolean) ? exitCode.ok : exitCode.failed;
  },
});
