/**
 * Prints the Debian packages of the proxies, one a line; with `--quick` those alone that install in seconds.
 *
 * @module
 */
import { intermediaries } from "./interop/intermediaries/catalogue/index.ts";

const quick = process.argv.includes("--quick");
for (const proxy of intermediaries) if (proxy.quick || !quick) console.log(proxy.package);
