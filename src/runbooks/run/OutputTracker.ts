// Bytes of a script's output become masked text: for the files, for the eyes, and for what is judged.
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';
import type { Exit, Offsets, OutputChunk } from '../hosts/Host.ts';
import type { Redactor, RedactingStream } from '../redaction/createRedactor.ts';
import type { Observation } from './Event.ts';

/** More than this of one stream is not judged: the observation is cut. */
const judgedBytes = 1024 * 1024;
/** What is kept of a stream that is cut. */
const keptTail = 64 * 1024;

interface Stream {
  readonly decoder: StringDecoder;
  readonly strict: TextDecoder;
  readonly redacting: RedactingStream;
  bytes: number;
  text: string;
  cut: boolean;
  nul: boolean;
  invalid: boolean;
}

/** Follows both streams of one script. */
export interface OutputTracker {
  /** Raw bytes taken so far. */
  readonly offsets: Offsets;
  /** Takes a piece; gives the masked text that may be shown now. */
  take(chunk: OutputChunk): string;
  /** Counts bytes at the streams' ends that the host could not keep. */
  lack(missing: Offsets): void;
  /** Masked text that was held back until the end of the streams. */
  rest(): { readonly stdout: string; readonly stderr: string };
  /** What was printed, once it has ended. */
  observation(exit: Exit, startedAt: number, endedAt: number): Observation;
}

export function trackOutput(redactor: Redactor): OutputTracker {
  const streams = { stdout: newStream(redactor), stderr: newStream(redactor) };
  return {
    get offsets() {
      return { stdout: streams.stdout.bytes, stderr: streams.stderr.bytes };
    },
    take(chunk) {
      const stream = streams[chunk.stream];
      stream.bytes += chunk.bytes.byteLength;
      stream.nul ||= chunk.bytes.includes(0);
      stream.invalid ||= !isUtf8(stream.strict, chunk.bytes, true);
      return keep(stream, stream.redacting.push(stream.decoder.write(Buffer.from(chunk.bytes))));
    },
    lack(missing) {
      for (const name of ['stdout', 'stderr'] as const) {
        streams[name].bytes += missing[name];
        streams[name].cut ||= missing[name] > 0;
      }
    },
    rest: () => ({ stdout: finish(streams.stdout), stderr: finish(streams.stderr) }),
    observation(exit, startedAt, endedAt) {
      const both = [streams.stdout, streams.stderr];
      const unusable = both.some((stream) => stream.nul)
        ? 'nul'
        : both.some((stream) => stream.invalid)
          ? 'utf8'
          : both.some((stream) => stream.cut)
            ? 'cut'
            : undefined;
      return {
        exit,
        stdout: streams.stdout.text.replace(/\n+$/, ''),
        stderr: streams.stderr.text.replace(/\n+$/, ''),
        bytes: { stdout: streams.stdout.bytes, stderr: streams.stderr.bytes },
        ...(unusable === undefined ? {} : { unusable }),
        startedAt,
        endedAt,
      };
    },
  };
}

function newStream(redactor: Redactor): Stream {
  return {
    decoder: new StringDecoder('utf8'),
    strict: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
    redacting: redactor.stream(),
    bytes: 0,
    text: '',
    cut: false,
    nul: false,
    invalid: false,
  };
}

function finish(stream: Stream): string {
  stream.invalid ||= !isUtf8(stream.strict, new Uint8Array(), false);
  return keep(stream, stream.redacting.push(stream.decoder.end()) + stream.redacting.end());
}

function keep(stream: Stream, text: string): string {
  stream.cut ||= stream.bytes > judgedBytes;
  const all = stream.text + text;
  stream.text = stream.cut && all.length > 2 * keptTail ? all.slice(-keptTail) : all;
  return text;
}

function isUtf8(decoder: TextDecoder, bytes: Uint8Array, more: boolean): boolean {
  try {
    decoder.decode(bytes, { stream: more });
    return true;
  } catch (error) {
    // The decoder's only word for "not UTF-8"; anything else is a bug.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
