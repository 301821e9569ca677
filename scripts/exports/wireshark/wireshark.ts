/**
 * The export for Wireshark.
 *
 * @module
 */
import type { ModelExport } from "../export.ts";
import { wiresharkDissector } from "./dissector.ts";

/** The dissector, as a file that is named after the protocol. */
export const wiresharkExport: ModelExport = {
  name: "wireshark",
  summary: "a dissector for Wireshark (.lua)",
  write: (model) => [{ path: `${model.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.lua`, content: wiresharkDissector(model) }],
};
