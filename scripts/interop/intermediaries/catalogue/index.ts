/**
 * The catalogue of proxies.
 *
 * @module
 */
import type { Intermediary } from "./intermediary.ts";
import { apache } from "./apache.ts";
import { caddy } from "./caddy.ts";
import { h2o } from "./h2o.ts";
import { haproxy } from "./haproxy.ts";
import { hitch } from "./hitch.ts";
import { nghttpx } from "./nghttpx.ts";
import { nginx } from "./nginx.ts";
import { squid } from "./squid.ts";
import { trafficserver } from "./trafficserver.ts";
import { varnish } from "./varnish.ts";

/** All proxies; those that install in seconds come first. */
export const intermediaries: readonly Intermediary[] = [nghttpx, haproxy, apache, nginx, caddy, varnish, hitch, squid, h2o, trafficserver];
