/**
 * Prints the packages of Debian that hold the proxies, one a line; with `--quick` those that install in seconds.
 *
 * @module
 */
import { proxies } from "./catalogue/index.ts";

const quick = process.argv.includes("--quick");
for (const proxy of proxies) if (proxy.quick || !quick) console.log(proxy.package);
