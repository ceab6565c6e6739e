import { ControlSubject, Severity } from '../../../src';
import { serve, supervise } from '../../../src/cli/threaded/serve';
import { CarriedControl, RuleAnswer, Signal, ThreadMessage } from '../../../src/cli/threaded/thread';
import { PRIVILEGED } from '../command';

/** The command line in a thread, with a caller that answers at once. `plugin/command-line.slow.test.ts` has real threads. */

let mockData: unknown;
let mockAnswer: RuleAnswer | undefined;
const mockStarted: { code: string; options: object; listeners: Record<string, () => void> }[] = [];

jest.mock('worker_threads', () => ({
  get workerData() { return mockData; },
  receiveMessageOnPort: () => ({ message: mockAnswer }),
  Worker: class {
    constructor(code: string, options: object) { mockStarted.push({ code, options, listeners: {} }); }
    public on(event: string, listener: () => void): void { mockStarted[mockStarted.length - 1].listeners[event] = listener; }
  },
}));

const OWN: CarriedControl = {
  id: 'acme.ours', props: {
    title: 'Images are ours', why: 'others answer for the rest', fix: 'copy the image', severity: Severity.ERROR, subject: ControlSubject.CONTAINER, accepted: {},
  },
};

/** A call of the command line by a program with this control, and what it sent. */
function called(argv: readonly string[], answers: (subject: unknown) => RuleAnswer, controls: readonly CarriedControl[] = [OWN]) {
  const signal = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const sent: ThreadMessage[] = [];
  const counted: number[] = [];
  const port = {
    postMessage: (message: ThreadMessage): void => {
      sent.push(message);
      counted.push(Atomics.load(signal, Signal.SENT));
      if ('ended' in message) return;
      mockAnswer = answers(message.subject);
      Atomics.add(signal, Signal.ANSWERED, 1);
    },
  };
  mockData = { argv, input: PRIVILEGED, controls, port, signal };
  return { signal, sent, counted, port };
}

const TOOL = { name: 'cdk8s-hardened', version: '1.2.3' };

test('the end of the command line is sent, and the caller is woken after it', async () => {
  const { sent, signal, counted } = called(['--version'], () => ({ found: [] }), []);
  await serve(TOOL);
  expect(sent).toEqual([{ ended: { code: 0, out: '1.2.3\n', said: '' } }]);
  expect([counted, [...signal]]).toEqual([[0], [1, 0]]);
});

test('a rule is asked about the subject, by the number of its control, and its answer is a finding', async () => {
  const { sent, signal } = called(['check', '-', '--format', 'json'], () => ({ found: [{ pointer: '/image', message: 'the image is not ours' }] }), [
    { ...OWN, id: 'acme.other', props: { ...OWN.props, subject: ControlSubject.POD } }, OWN,
  ]);
  await serve(TOOL);
  const questions = sent.filter((one): one is Exclude<ThreadMessage, { ended: unknown }> => 'control' in one);
  expect(questions.filter(({ control }) => control === 1).map(({ subject }) => subject)).toEqual([expect.objectContaining({ image: 'registry.example.com/bad:1.0.0' })]);
  expect([...signal]).toEqual([sent.length, questions.length]);
  const [{ ended }] = sent.slice(-1) as [Extract<ThreadMessage, { ended: unknown }>];
  const { findings } = JSON.parse(ended.out) as { findings: Record<string, unknown>[] };
  expect(findings).toContainEqual(expect.objectContaining({ control: 'acme.ours', fix: 'copy the image', outcome: 'violation', message: 'the image is not ours' }));
});

test('fails to decide where a rule failed in the program that calls', async () => {
  const { sent } = called(['check', '-'], () => ({ failed: 'no list of teams' }));
  await serve(TOOL);
  expect(sent.slice(-1)).toEqual([{ ended: expect.objectContaining({ code: 2, out: expect.stringContaining('its rule failed: no list of teams') }) }]);
});

test('a thread that ends by an error wakes the caller, who sees no event', () => {
  const { signal, port } = called([], () => ({ found: [] }));
  supervise('serve()');
  const [{ code, options, listeners }] = mockStarted;
  expect([code, options]).toEqual(['serve()', { eval: true, workerData: mockData, transferList: [port] }]);
  expect([...signal]).toEqual([0, 0]);
  listeners.error();
  expect([...signal]).toEqual([1, 0]);
});
