// Runs inside a network namespace: takes the connections of a listening socket that its parent made outside, and passes each
// on to a host inside. It ends with its parent.
import { connect } from 'node:net';

const [address, port] = process.argv.slice(2);

process.once('message', (_, server) => {
  server.on('connection', (outside) => {
    const inside = connect(Number(port), address);
    outside.pipe(inside).pipe(outside);
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ]) {
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  });
  process.send?.('ready');
});
process.once('disconnect', () => process.exit(0));
