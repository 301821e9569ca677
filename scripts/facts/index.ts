/**
 * Facts about the project in numbers, each with its proof, for README and the site: `projectFacts(await readProjectData())`.
 *
 * @module
 */
export { factsTable } from "./facts-table.ts";
export { dataPaths, type ProjectData, readProjectData } from "./project-data.ts";
export { type ProjectFact, projectFacts } from "./project-facts.ts";
