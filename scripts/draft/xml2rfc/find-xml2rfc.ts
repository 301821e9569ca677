/**
 * Finds xml2rfc, which renders RFCXML.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { findPackageRoot } from "../../common/package-root.ts";

/** The environment variables that a search reads. */
export type SearchEnvironment = Readonly<Record<string, string | undefined>>;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the xml2rfc to run: that of the variable XML2RFC, else that of PATH, else `.tools/bin/xml2rfc` of a checkout.
 * Returns `xml2rfc` without any of them: its start then fails.
 *
 * @param environment - the environment variables
 * @param root - the folder of this package
 */
export function findXml2rfc({ XML2RFC: named, PATH = "" }: SearchEnvironment, root: string = findPackageRoot().folder): string {
  if (named !== undefined && named !== "") return named;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  const installed = [...folders.map((folder) => join(folder, "xml2rfc")), join(root, ".tools", "bin", "xml2rfc")];
  return installed.find(isExecutable) ?? "xml2rfc";
}

/**
 * Returns how to install xml2rfc, as lines.
 *
 * @param root - the folder of this package; a checkout has a script
 */
export function installHelp(root: string = findPackageRoot().folder): string {
  const script = join(root, "scripts", "install-xml2rfc.sh");
  return [
    "expected version 3.12 or newer on PATH, or its path in the variable XML2RFC. Install it with one of",
    ...(existsSync(script) ? [`  ${script}`] : []),
    "  pipx install xml2rfc",
    "  apt-get install xml2rfc    (Debian with the component non-free, Ubuntu with multiverse)",
  ].join("\n");
}

/** Returns why xml2rfc writes no PDF, with the remedy; `undefined` if it does. */
export function pdfProblem(environment: SearchEnvironment): string | undefined {
  const { error, stdout = "" } = spawnSync(findXml2rfc(environment), ["--version", "--verbose"], { encoding: "utf8" });
  if (error !== undefined) return `xml2rfc cannot be run: ${error.message}; ${installHelp()}`;
  if (/^ *weasyprint [0-9]/im.test(stdout)) return undefined;
  const install = "apt-get install --no-install-recommends weasyprint";
  return `xml2rfc writes PDF only with WeasyPrint; on Debian or Ubuntu install it with\n  ${install}`;
}
