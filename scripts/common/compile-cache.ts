/**
 * Compiled code that Node.js keeps between runs of a program.
 *
 * @module
 */
import module from "node:module";

/**
 * Keeps the compiled code of all modules that are imported later, in the folder that Node.js chooses (NODE_COMPILE_CACHE).
 * Does nothing before Node.js 22.1.
 */
export function enableCompileCache(): void {
  (module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
}
