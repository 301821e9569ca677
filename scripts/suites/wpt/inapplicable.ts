/**
 * Tests of web-platform-tests that do not apply to `WebSocket2` in Node.js, with the reasons.
 *
 * @module
 */
import type { Inapplicable } from "../suite.ts";

/** Files that are not run. */
export const filesNotRun: readonly Inapplicable[] = [
  { files: /\/stream\//, reason: "WebSocketStream is another interface; the streams of a Connection are close to it" },
  { files: /\/cookies\//, reason: "Node.js has no cookie store" },
  { files: /\/(security|multi-globals|unload-a-document)\/|back-forward-cache|remove-own-iframe/, reason: "needs pages and frames" },
  { files: /\.worker\.js$|Create-on-worker-shutdown/, reason: "needs a worker of a page; the same test runs without one" },
  { files: /mixed-content\.https/, reason: "Node.js has no secure contexts; cleartext needs an option" },
  { files: /bufferedAmount-unchanged-by-sync-xhr/, reason: "Node.js has no XMLHttpRequest" },
  { files: /Create-url-with-windows-1252-encoding|constructor\/016/, reason: "needs a page in the encoding windows-1252" },
  { files: /opening-handshake\/003\.html$/, reason: "needs a name in the DNS" },
];

/** Subtests that are run and do not apply. */
export const subtestsNotApplicable: readonly Inapplicable[] = [
  {
    files: /\/constructor\.any\.js$/,
    names: /too many arguments/,
    reason: "the third argument has the options, and a mistake in it throws",
  },
  {
    files: /\/Close-1000-verify-code|\/Close-reason-unpaired-surrogates/,
    names: /reason|^Create WebSocket - /,
    reason: "the answer to a close has no Reason (Section \"Graceful Close\"); the tests expect their own reason back",
  },
  { files: /\/Close-delayed\.any\.js$/, reason: "the library answers a close at once; no application can delay it" },
  { files: /constructor\/014\.html$/, reason: "RFC 6455 opens one connection to a host at a time; HTTP/2 opens them side by side" },
  {
    files: /idlharness\.any\.js$/,
    names: /^WebSocket interface object name|^Stringification of new WebSocket/,
    reason: "the class is called WebSocket2",
  },
  { files: /\/Create-non-absolute-url/, reason: "Node.js has no base URL, so a relative URL is a SyntaxError" },
  { files: /\/url\/resolve\.html$|received-301-code/, names: /resolv|Received 301/, reason: "Node.js has no base URL" },
  { files: /float16/, beforeNode: 24, reason: "this version of Node.js has no Float16Array" },
  { files: /events\/018\.html$/, beforeNode: 22, reason: "MessageEvent of this version of Node.js has no toStringTag of its own" },
];
