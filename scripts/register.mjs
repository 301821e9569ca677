// AVA runs the tests from TypeScript; Node 20 strips no types by itself.
import { register } from "tsx/esm/api";

register();
