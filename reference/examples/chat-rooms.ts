/**
 * A chat: each path below /rooms/ is a room, and each message goes to all connections of its room.
 *
 * Run: npx tsx reference/examples/chat-rooms.ts
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import { connect, type Connection, type Resource, WebSocket2Server } from "websocket2";

const rooms = new Map<string, Set<Connection>>();

function join(room: string, connection: Connection): void {
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members.add(connection));
  connection.onmessage = (message) => members.forEach((member) => member.send(message));
  connection.onclose = () => {
    members.delete(connection);
    if (members.size === 0) rooms.delete(room);
  };
}

/** Returns the resource of a path, or undefined, which the server answers with 404. */
function roomAt(path: string): Resource | undefined {
  if (!/^\/rooms\/[\w-]{1,40}$/.test(path)) return undefined;
  return { connection: (connection) => join(path, connection) };
}

const http = createServer((_, response) => response.end("ordinary HTTP\n"));
const server = new WebSocket2Server({ resources: roomAt });
server.attach(http);
await once(http.listen(8080, "127.0.0.1"), "listening");

const enter = (room: string): Promise<Connection> => connect(`http://127.0.0.1:8080/rooms/${room}`);
const [ada, grace, elsewhere] = await Promise.all([enter("tea"), enter("tea"), enter("coffee")]);
// Not called: another room.
elsewhere.onmessage = console.error;
const heard = [ada, grace].map((guest) => new Promise((resolve) => (guest.onmessage = resolve)));
ada.send("hello, tea");
console.log(await Promise.all(heard)); // [ 'hello, tea', 'hello, tea' ]

await server.close();
console.log(rooms.size); // 0
http.close();
