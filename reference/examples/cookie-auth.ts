/**
 * Authentication by a cookie: authorize looks the session up, and hands the user, with its type, to the connection.
 *
 * Run: npx tsx reference/examples/cookie-auth.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import { connect, type Handshake, OpeningError, WebSocket2Server } from "websocket2";

interface User {
  readonly name: string;
}

/** In place of a database. */
const users = new Map<string, User>([["s3cret", { name: "Ada" }]]);

function userOf({ headers }: Handshake): User | undefined {
  const session = /(?:^|;\s*)session=([^;]*)/.exec(headers.cookie ?? "")?.[1];
  return session === undefined ? undefined : users.get(session);
}

const http = createServer();
const server = new WebSocket2Server<User>({
  resources: {
    "/me": {
      // Browsers send cookies with requests of every page: name the origins that may use them.
      origins: ["https://app.example"],
      authorize: (handshake) => {
        const user = userOf(handshake);
        return user === undefined ? { refuse: { status: 401 } } : { data: user };
      },
      connection: (connection) => connection.send(`Hello, ${connection.data.name}`),
    },
  },
});
server.attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

const url = "http://127.0.0.1:8080/me";
const connection = await connect(url, { origin: "https://app.example", headers: { cookie: "theme=dark; session=s3cret" } });
for await (const message of connection) {
  console.log(message); // Hello, Ada
  connection.close(1000);
}
const refused = await connect(url, { headers: { cookie: "session=guess" } }).catch((error: unknown) => error);
if (refused instanceof OpeningError) console.log(refused.check, refused.failure.status); // refused 401
http.close();
