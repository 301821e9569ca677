/**
 * Which resource a request is for.
 *
 * @module
 */
import type { Resource, ServerOptions } from "./server-options.ts";

/** The path without the query. */
function pathname(path: string): string {
  const query = path.indexOf("?");
  return query < 0 ? path : path.slice(0, query);
}

/** Finds a resource by `:path`. */
export function lookup(resources: ServerOptions["resources"]): (path: string) => Resource | undefined {
  if (typeof resources === "function") return (path) => resources(pathname(path));
  return (path) => {
    const name = pathname(path);
    return Object.hasOwn(resources, name) ? resources[name] : undefined;
  };
}
