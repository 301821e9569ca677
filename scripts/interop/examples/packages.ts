/**
 * The packages with which an example shows that WebSocket2 works.
 *
 * @module
 */

/** A package with its example. */
export interface ExamplePackage {
  /** The name of its example below `reference/examples/`. */
  readonly example: string;
  readonly title: string;
  /** Its name in the registry. */
  readonly package: string;
}

/** All packages, in the order of the table in the README. */
export const examplePackages: readonly ExamplePackage[] = [
  { example: "fastify", title: "Fastify", package: "fastify" },
  { example: "hono", title: "Hono", package: "hono" },
  { example: "koa", title: "Koa", package: "koa" },
  { example: "express", title: "Express", package: "express" },
  { example: "graphql-ws", title: "graphql-ws", package: "graphql-ws" },
  { example: "trpc", title: "tRPC", package: "@trpc/server" },
  { example: "yjs", title: "Yjs with y-websocket", package: "y-websocket" },
  { example: "reconnecting-websocket", title: "reconnecting-websocket", package: "reconnecting-websocket" },
];
