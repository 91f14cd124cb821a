import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a browser and a server that can be cut. */
export interface Wire {
  readonly address: string;
  /** Breaks every connection and takes no other until `mend`. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => void;
}

export async function openWire(target: string): Promise<Wire> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut() {
      broken = true;
      destroyAll();
    },
    mend() {
      broken = false;
    },
    close() {
      destroyAll();
      server.close();
    },
  };
}
