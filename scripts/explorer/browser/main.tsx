/**
 * The explorer as one page: frames, and the states of a connection.
 *
 * @module
 */
import data from "explorer:data";

import { mountExplorer } from "./mount.tsx";

mountExplorer(data, []);
