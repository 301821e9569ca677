/**
 * The name, version and folders of this package. Works from the sources and from build/.
 *
 * @module
 */
import { join } from "node:path";

import { findPackageRoot } from "../common/package-root.ts";

const packageRoot = findPackageRoot();

/** The name and version of the package. */
export const packageInfo = { name: packageRoot.name, version: packageRoot.version } as const;

/** The folder of the vectors. */
export const vectorsFolder = join(packageRoot.folder, "spec-tests", "vectors");

/** The model as JSON. */
export const modelFile = join(packageRoot.folder, "build", "model.json");
