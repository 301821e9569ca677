/**
 * Finds xml2rfc, which renders RFCXML.
 *
 * @module
 */
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
