/**
 * All exports.
 *
 * @module
 */
import type { ModelExport } from "./export.ts";
import { kaitaiExport } from "./kaitai/kaitai.ts";
import { registriesExport } from "./registries/registries.ts";
import { transitionsExport } from "./transitions/transitions.ts";
import { wiresharkExport } from "./wireshark/wireshark.ts";

/** The exports, in the order in which they are written. */
export const allExports: readonly ModelExport[] = [registriesExport, transitionsExport, kaitaiExport, wiresharkExport];
