import { receiveMessageOnPort, workerData, Worker } from 'worker_threads';
import { RuleAnswer, Signal, ThreadData, ThreadMessage } from './thread';
import { ControlViolation, CustomControl, IControlRule } from '../../profile/custom-control';
import { Tool } from '../../reports/report';
import { callEmbedded } from '../embedded';

/** Runs the command line of `workerData` in this thread. */
export async function serve(tool: Tool): Promise<void> {
  const { argv, input, controls, port, signal } = workerData as ThreadData;
  const send = (message: ThreadMessage): void => {
    port.postMessage(message);
    wake(signal);
  };
  const ask = (control: number, subject: unknown): unknown => {
    const answered = Atomics.load(signal, Signal.ANSWERED);
    send({ control, subject });
    Atomics.wait(signal, Signal.ANSWERED, answered);
    const answer = receiveMessageOnPort(port)!.message as RuleAnswer;
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.found;
  };
  const ruleOf = (control: number): IControlRule => ({ violations: (subject) => ask(control, subject) as ControlViolation[] });
  const customControls = controls.map(({ id, props }, i) => CustomControl.of(id, { ...props, rule: ruleOf(i) }));
  send({ ended: await callEmbedded(argv, tool, { input, customControls }) });
}

/**
 * Starts `serve` in a thread of its own, and wakes the caller where that thread ends without a word, as for want of memory: the caller waits for a signal,
 * and would see no event.
 *
 * @param code what the thread runs
 */
export function supervise(code: string): void {
  const data = workerData as ThreadData;
  new Worker(code, { eval: true, workerData: data, transferList: [data.port] }).on('error', () => wake(data.signal));
}

function wake(signal: Int32Array): void {
  Atomics.add(signal, Signal.SENT, 1);
  Atomics.notify(signal, Signal.SENT);
}
