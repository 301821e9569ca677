/**
 * Keeps Zod from generating code, which the policy of the site forbids. It has to be the first import of a page.
 *
 * @module
 */
import * as z from "zod";

/** The configuration of Zod. A page uses it, so that a bundle keeps this module. */
export const zodConfig = z.config({ jitless: true });
