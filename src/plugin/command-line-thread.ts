import { MessageChannel, receiveMessageOnPort, Worker } from 'worker_threads';
import { commandLineFile } from './bundled-command-line';
import type { Called } from '../cli/embedded';
import type { CarriedControl, RuleAnswer, ThreadData, ThreadMessage } from '../cli/threaded/thread';
import { CustomControl } from '../profile/custom-control';

const [SENT, ANSWERED] = [0, 1]; // as `Signal` of the thread counts them

/**
 * Runs the command line in another thread and waits for its end. Its reading is asynchronous, and a rule in Python, Java or Go answers only to this thread
 * and at once: so this thread sleeps until it is asked or the other one is done.
 */
export function runInThread(argv: readonly string[], input: string, controls: readonly CustomControl[]): Called {
  const { port1: port, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { argv, input, controls: controls.map(carried), port: port2, signal };
  const worker = new Worker(`require(${JSON.stringify(commandLineFile())}).superviseThread()`, { eval: true, workerData, transferList: [port2] });
  try {
    for (let received = 0; ; received += 1) {
      Atomics.wait(signal, SENT, received);
      const message = receiveMessageOnPort(port)?.message as ThreadMessage | undefined;
      if (message === undefined) throw new Error('the command line ended early, most likely for want of memory; give it fewer files at once');
      if ('ended' in message) return message.ended;
      port.postMessage(answerOf(controls[message.control], message.subject));
      Atomics.add(signal, ANSWERED, 1);
      Atomics.notify(signal, ANSWERED);
    }
  } finally {
    port.close();
    void worker.terminate();
  }
}

/** Only data can go to another thread. */
function carried({ id, props: { rule: _, ...props } }: CustomControl): CarriedControl {
  return { id, props: JSON.parse(JSON.stringify(props)) as CarriedControl['props'] };
}

function answerOf({ props: { rule } }: CustomControl, subject: unknown): RuleAnswer {
  try {
    const found: unknown = rule.violations(subject);
    return { found: JSON.parse(JSON.stringify(found ?? null)) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : 'it threw something that is no error' };
  }
}
