// Stand-ins for mosquitto_pub and mosquitto_sub, as far as the runbooks use them. They speak the played cluster's own lines.
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { listen, tell } from './wire.mjs';

/** Options that take a value. */
const valued = ['-h', '-p', '-t', '-m', '-i', '-q', '-C', '-W', '-F', '-V', '-x', '-k'];

/** @param {readonly string[]} words */
function parse(words) {
  const values = /** @type {Record<string, string>} */ ({});
  const flags = new Set();
  for (let at = 0; at < words.length; at++) {
    const word = String(words[at]);
    if (valued.includes(word)) values[word] = String(words[++at]);
    else flags.add(word);
  }
  return { values, flags };
}

/** Its exit code. @param {string} name @param {readonly string[]} words @returns {Promise<number>} */
export function mosquitto(name, words) {
  const { values, flags } = parse(words);
  const publishing = name === 'mosquitto_pub';
  return new Promise((resolve) => {
    const address = { host: values['-h'] ?? '127.0.0.1', port: Number(values['-p'] ?? 1883) };
    const socket = createConnection(address);
    let ended = false;
    /** @param {number} code @param {string} [complaint] */
    const end = (code, complaint) => {
      if (ended) return;
      ended = true;
      if (complaint !== undefined) process.stderr.write(`${complaint}\n`);
      socket.destroy();
      clearTimeout(timer);
      resolve(code);
    };
    const seconds = values['-W'] === undefined ? 2 ** 20 : Number(values['-W']);
    const timer = setTimeout(() => end(27, 'Timed out'), seconds * 1000);
    socket.on('error', () => end(1, 'Error: Connection refused'));
    socket.on('close', () => end(7, 'Error: The connection was lost.'));
    const id = values['-i'] ?? `mosq-${process.pid}-${Date.now()}`;
    const five = values['-V'] === '5' || values['-V'] === 'mqttv5';
    tell(socket, { connect: { id, clean: !flags.has('-c'), version: five ? '5' : '4' } });
    let left = Number(values['-C'] ?? Infinity);
    listen(socket, ({ connack, suback, puback, message }) => {
      if (connack === 3 && five)
        return end(
          136,
          'Connection error: Server unavailable\nError: A network protocol error occurred when communicating with the broker.',
        );
      if (connack === 3)
        return end(3, 'Connection error: Connection Refused: broker unavailable.\nError: The connection was refused.');
      if (connack === 0 && publishing) return void publish();
      if (connack === 0) return void tell(socket, { subscribe: values['-t'] ?? '#' });
      if (puback && --waiting === 0) return end(0);
      if (suback && flags.has('-E')) return end(0);
      if (suback || message === undefined) return undefined;
      if (flags.has('--retained-only') && !message.retain) return undefined;
      process.stdout.write(`${shape(message)}\n`);
      if (--left === 0) end(0);
      return undefined;
    });

    let waiting = 0;
    /** @param {string} topic @param {string} payload */
    const send = (topic, payload) => {
      waiting += 1;
      tell(socket, { publish: { topic, payload, qos: Number(values['-q'] ?? 0), retain: flags.has('-r') } });
    };
    const publish = () => {
      if (values['-m'] !== undefined) return send(values['-t'] ?? '', values['-m']);
      if (flags.has('-n')) return send(values['-t'] ?? '', '');
      // One message a line of standard input, or all of it.
      const lines = /** @type {string[]} */ ([]);
      createInterface({ input: process.stdin })
        .on('line', (line) => lines.push(line))
        .on('close', () => {
          const all = flags.has('-s') ? [lines.join('\n')] : lines;
          for (const line of all) send(values['-t'] ?? '', line);
          if (all.length === 0) end(0);
        });
    };
    const shape = (/** @type {import('./Store.mjs').Message} */ { topic, payload, qos, retain }) => {
      if (values['-F'] === undefined) return flags.has('-v') ? `${topic} ${payload}` : payload;
      const parts = /** @type {Record<string, string>} */ ({
        ...{ t: topic, q: String(qos), p: payload, x: Buffer.from(payload).toString('hex'), r: retain ? '1' : '0' },
      });
      return values['-F'].replaceAll('\\t', '\t').replaceAll(/%([tqpxr])/g, (_, key) => parts[String(key)] ?? '');
    };
  });
}
