/** The data of the page, which the build puts into its bundle. */
declare module "explorer:data" {
  import type { ExplorerData } from "../data/explorer-data.ts";

  const data: ExplorerData;
  export default data;
}
