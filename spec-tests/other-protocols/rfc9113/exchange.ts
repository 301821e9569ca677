import { once } from "node:events";
import http2 from "node:http2";
import net, { type AddressInfo } from "node:net";

/** The octets of both directions of one connection. */
export interface Exchange {
  readonly client: Buffer;
  readonly server: Buffer;
}

/** The timeout of a capture in ms. A capture takes about 20 ms on an idle machine. */
const PATIENCE = 20_000;

const port = (server: net.Server): number => (server.address() as AddressInfo).port;

/** Forwards a connection from one port to another, and records its octets. */
function recorder(to: () => number, client: Buffer[], server: Buffer[]): net.Server {
  return net.createServer((near) => {
    const far = net.connect(to(), "127.0.0.1");
    near.on("data", (octets) => client.push(octets));
    far.on("data", (octets) => server.push(octets));
    for (const [from, into] of [[near, far], [far, near]] as const) from.on("error", () => into.destroy()).pipe(into);
  });
}

async function exchange(session: http2.ClientHttp2Session, content: Buffer): Promise<void> {
  await once(session, "connect");
  await new Promise<void>((resolve, reject) => session.ping((error) => (error === null ? resolve() : reject(error))));
  const request = session.request({ ":method": "POST", ":path": "/echo" });
  request.resume().end(content);
  await once(request, "end");
  session.close();
  await once(session, "close");
}

/** Records the octets of node:http2 for a ping and a request that is echoed. */
export async function capture(content: Buffer): Promise<Exchange> {
  const [client, server]: [Buffer[], Buffer[]] = [[], []];
  const origin = http2.createServer().on("stream", (stream) => {
    stream.respond({ ":status": 200 });
    stream.pipe(stream);
  });
  const between = recorder(() => port(origin as unknown as net.Server), client, server);
  const servers = [origin as unknown as net.Server, between];
  let session: http2.ClientHttp2Session | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.all(servers.map((each) => once(each.listen(0, "127.0.0.1"), "listening")));
    session = http2.connect(`http://127.0.0.1:${port(between)}`);
    const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error("the exchange takes too long")), PATIENCE)));
    await Promise.race([exchange(session, content), once(session, "error").then(([error]) => Promise.reject(error as Error)), late]);
    await Promise.all(servers.map((each) => new Promise((closed) => each.close(closed))));
    return { client: Buffer.concat(client), server: Buffer.concat(server) };
  } finally {
    clearTimeout(timer);
    session?.destroy();
    for (const each of servers) each.close();
  }
}
