import { readStream } from '../../src/sources/read-source';

const MIB = 1024 * 1024;
const MOST_MEMORY = 300 * MIB;
const SLOWEST = 90_000; // on a busy machine; alone it takes 7 s
const CHUNK = 64 * 1024;

/** A stream that exists only while it is read, in chunks that end anywhere. */
async function* stream(document: (index: number) => string, count: number): AsyncGenerator<Uint8Array> {
  let text = '';
  for (let i = 0; i < count; i++) {
    text += document(i);
    while (text.length >= CHUNK) {
      yield Buffer.from(text.slice(0, CHUNK));
      text = text.slice(CHUNK);
    }
  }
  yield Buffer.from(text);
}

/** Reads all, keeps nothing, and tells how many objects there were and how much memory it took. */
async function consume(chunks: AsyncIterable<Uint8Array>): Promise<{ objects: number; last?: number; memory: number }> {
  const before = process.memoryUsage().rss;
  let objects = 0;
  let last: number | undefined;
  let most = before;
  for await (const items of readStream(chunks, 'large.yaml')) {
    for (const item of items) {
      if (item.type !== 'object') throw new Error(JSON.stringify(item));
      objects += 1;
      last = item.document;
      if (objects % 500 === 0) most = Math.max(most, process.memoryUsage().rss);
    }
  }
  return { objects, last, memory: most - before };
}

const small = (i: number): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${i}\n  namespace: shop\ndata:\n  key: value\n`;
const LINE = '    a line of a configuration file that a ConfigMap carries\n';
const large = (i: number): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: file-${i}\ndata:\n  file: |\n${LINE.repeat(1800)}`;

test('100,000 documents are read one at a time', async () => {
  const { objects, last, memory } = await consume(stream(small, 100_000));
  expect([objects, last]).toEqual([100_000, 99_999]);
  expect(memory).toBeLessThan(MOST_MEMORY);
}, SLOWEST);

test('100 MB of documents are read one at a time', async () => {
  expect(large(0).length * 1000).toBeGreaterThan(100 * MIB);
  const { objects, memory } = await consume(stream(large, 1000));
  expect(objects).toBe(1000);
  expect(memory).toBeLessThan(MOST_MEMORY);
}, SLOWEST);
