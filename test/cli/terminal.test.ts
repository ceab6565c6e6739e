import { createColors } from 'picocolors';
import { processTerminal, wantsColor } from '../../src/cli/terminal';

/** What was written, as `descriptor: text`, and what the next writes answer in place of taking all. */
const mockWritten: string[] = [];
const mockAnswers: (number | string)[] = [];

jest.mock('fs', () => ({
  ...jest.requireActual<object>('fs'),
  writeSync: (descriptor: number, bytes: Uint8Array) => {
    const answer = mockAnswers.shift() ?? bytes.length;
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer });
    mockWritten.push(`${descriptor}: ${Buffer.from(bytes.subarray(0, answer)).toString('utf8')}`);
    return answer;
  },
}));

const STREAMS = ['stdout', 'stderr', 'stdin'] as const;
const KEYS = ['isTTY', 'columns'] as const;
type Stream = { isTTY?: boolean; columns?: number };
const streams = STREAMS.map((name) => process[name] as unknown as Stream);
const before = streams.map((stream) => KEYS.map((key) => Object.getOwnPropertyDescriptor(stream, key)));
const { NO_COLOR, FORCE_COLOR, TERM } = process.env;

function terminal(err: Stream = {}, out: Stream = {}, input: Stream = {}): ReturnType<typeof processTerminal> {
  [out, err, input].forEach((wanted, i) => KEYS.forEach((key) => {
    Object.defineProperty(streams[i], key, { value: wanted[key], configurable: true, writable: true });
  }));
  return processTerminal();
}

beforeEach(() => {
  mockWritten.length = mockAnswers.length = 0;
  for (const name of ['NO_COLOR', 'FORCE_COLOR']) delete process.env[name];
  process.env.TERM = 'xterm';
});

afterAll(() => {
  streams.forEach((stream, i) => KEYS.forEach((key, j) => {
    const descriptor = before[i][j];
    if (descriptor) Object.defineProperty(stream, key, descriptor);
    else delete stream[key];
  }));
  for (const [name, value] of Object.entries({ NO_COLOR, FORCE_COLOR, TERM })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

test.each([
  [true, {}, true], [false, {}, false], [true, { TERM: 'dumb' }, false], [true, { NO_COLOR: '1' }, false], [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true], [true, { FORCE_COLOR: '0' }, false], [true, { FORCE_COLOR: 'false' }, false], [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [false, { FORCE_COLOR: '' }, false],
] as const)('colors where isTTY is %p and the environment %j: %p', (isTerminal, environment, wanted) => {
  expect(wantsColor(isTerminal, environment)).toBe(wanted);
});

test('results go to standard output, messages to standard error', () => {
  const { write, say } = terminal();
  write('result');
  write(Buffer.from('bytes'));
  say('message');
  expect(mockWritten).toEqual(['1: result', '1: bytes', '2: message\n']);
});

test('what a pipe does not take at once is written after it, and after a wait', () => {
  const { write } = terminal();
  mockAnswers.push(3, 'EAGAIN');
  write('result');
  expect(mockWritten).toEqual(['1: res', '1: ult']);
});

test('nothing more is written to a pipe that was closed; standard error stays open', () => {
  const { write, say } = terminal();
  mockAnswers.push('EPIPE');
  write('a');
  write('b');
  say('c');
  expect(mockWritten).toEqual(['2: c\n']);
});

test('fails with any other error of a write', () => {
  mockAnswers.push('EIO');
  expect(() => terminal().write('a')).toThrow('EIO');
});

test('a terminal gets messages that break between words, lines that fit as they are; a pipe gets whole lines', () => {
  const text = 'one two three\n  and four';
  terminal({ isTTY: true, columns: 9 }).say(text);
  terminal({ columns: 9 }).say(text);
  terminal({ isTTY: true }).say(`${'word '.repeat(20)}end`);
  terminal({ isTTY: true, columns: 10 }).say('  and four');
  expect(mockWritten).toEqual(['2: one two\nthree\n  and\nfour\n', `2: ${text}\n`, `2: ${'word '.repeat(20).trimEnd()}\nend\n`, '2:   and four\n']);
});

describe('progress', () => {
  const err = { isTTY: true, columns: 10 };

  test('is one line that the next replaces, and that results and messages remove', () => {
    const { progress, write, say } = terminal(err);
    progress(() => 'reads a');
    progress();
    progress();
    write('x');
    expect(mockWritten).toEqual(['2: \rreads a', '2: \r       \r', '1: x']);
    say('y');
    expect(mockWritten.slice(3)).toEqual(['2: y\n']);
  });

  test('is removed before a result and before a message', () => {
    for (const put of ['write', 'say'] as const) {
      const one = terminal(err);
      mockWritten.length = 0;
      one.progress(() => 'ab');
      one[put]('x');
      expect(mockWritten).toEqual(['2: \rab', '2: \r  \r', put === 'say' ? '2: x\n' : '1: x']);
    }
  });

  test('is cut to the width of the terminal', () => {
    terminal(err).progress(() => 'a long text of much');
    expect(mockWritten).toEqual(['2: \ra long te']);
  });

  test('is shown at most ten times a second', () => {
    const now = jest.spyOn(Date, 'now');
    const { progress } = terminal(err);
    for (const [at, text] of [[1000, 'a'], [1099, 'b'], [1100, 'c']] as const) {
      now.mockReturnValue(at);
      progress(() => text);
    }
    now.mockRestore();
    expect(mockWritten).toEqual(['2: \ra', '2: \rc']);
  });

  test('is not even made where standard error is no terminal', () => {
    const text = jest.fn(() => 'a');
    const { progress } = terminal({}, { isTTY: true });
    progress(text);
    progress();
    expect([text.mock.calls, mockWritten]).toEqual([[], []]);
  });
});

test('each output has a style of its own, and a page of 100 columns where none is known', () => {
  const { paint, columns, messages } = terminal({ isTTY: true, columns: 60 });
  const c = createColors(true);
  expect([columns, messages.columns]).toEqual([100, 60]);
  expect(paint.error('x')).toBe('x');
  expect(Object.entries(messages.paint).map(([name, one]) => [name, (one as (text: string) => string)('x')])).toEqual([
    ['error', c.red(c.bold('x'))], ['warning', c.magenta('x')], ['waived', 'x'], ['inconclusive', c.inverse(c.bold('x'))], ['strong', c.bold('x')],
  ]);
});

test('the input is that of the process', () => {
  expect(terminal().input).toBe(process.stdin);
  expect([terminal({}, {}, { isTTY: true }).inputIsTyped, terminal().inputIsTyped]).toEqual([true, false]);
});
