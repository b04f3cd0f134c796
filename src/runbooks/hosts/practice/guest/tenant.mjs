// The foreign process of the scenario port-taken: it holds the daemon's port and answers, but not as the daemon would.
import { createServer } from 'node:http';

createServer((_request, response) => {
  response.end('It works: the old reverse proxy.\n');
}).listen(24444);
