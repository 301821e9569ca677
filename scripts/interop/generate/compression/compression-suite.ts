/**
 * Generates the vectors of compressed messages: each method at each parameter, shared contexts, every kind of malformed payload, limits.
 *
 * Small encoders that never change make the compressed octets: a library may compress differently in its next version.
 *
 * @module
 */
import type { Model } from "../../../../reference/layout/model.ts";
import type { CompressionMethod } from "../../../../reference/schema/index.ts";
import { SuiteBuilder } from "../suite-builder.ts";
import { CompressionCases } from "./compression-cases.ts";
import { addDeflateCases, deflateLiterals } from "./deflate-cases.ts";
import { addLz4Cases, lz4Literals } from "./lz4-cases.ts";
import { addTextCases } from "./text-cases.ts";

/** The generator of one method's vectors. */
interface MethodGenerator {
  /** Adds the cases of the method: one or more for each parameter that a server may choose. */
  readonly addCases: (cases: CompressionCases) => void;
  /** Returns the payload of a frame that holds a message as it is. */
  readonly literals: (message: Uint8Array) => Uint8Array;
  /** The parameter of cases for which any parameter would do. */
  readonly parameter: number;
}

/** The generators by method. For a new method, write `METHOD-cases.ts` beside this file and add it here. */
const generators: Readonly<Record<CompressionMethod, MethodGenerator>> = {
  lz4: { addCases: addLz4Cases, literals: lz4Literals, parameter: 1 },
  deflate: { addCases: addDeflateCases, literals: deflateLiterals, parameter: 12 },
};

/** Returns the suite of compressed messages. */
export function compressionSuite(model: Model): Record<string, unknown> {
  const builder = new SuiteBuilder("compression");
  const methods = Object.entries(generators) as [CompressionMethod, MethodGenerator][];
  const all = methods.map(([method, generator]) => ({ ...generator, cases: new CompressionCases(builder, model, method) }));
  for (const { addCases, cases } of all) addCases(cases);
  for (const { literals, parameter, cases } of all) addTextCases(cases, parameter, literals);
  return builder.build();
}
