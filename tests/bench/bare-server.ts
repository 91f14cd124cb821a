import { createServer } from 'node:http';

/** The least that Node can do: the same bytes to everybody. Asked for with the number of bytes, tells its port. */
const body = Buffer.alloc(Number(process.argv[2]), 1);
const headers = {
  'content-type': 'application/vnd.mapbox-vector-tile',
  'content-encoding': 'gzip',
  'cache-control': 'private, max-age=31536000, immutable',
};
const server = createServer((_, answer) => answer.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : address}\n`);
});
