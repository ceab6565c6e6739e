import { MessagePort } from 'worker_threads';
import type { CustomControlProps } from '../../profile/custom-control';
import type { Called } from '../embedded';

/** What the thread of a command line is started with. */
export interface ThreadData {
  readonly argv: readonly string[];
  /** What stands on standard input. */
  readonly input: string;
  /** Custom controls without their rules, which stay in the program that calls. */
  readonly controls: readonly CarriedControl[];
  /** Where the thread asks, and is answered. */
  readonly port: MessagePort;
  /** Counters that both threads see, by `Signal`. */
  readonly signal: Int32Array;
}

/** A custom control as another thread can hold it. */
export interface CarriedControl { readonly id: string; readonly props: Omit<CustomControlProps, 'rule'> }

/** The counters by which one thread wakes the other. */
export enum Signal {
  /** How many messages the command line has sent, its end included. */
  SENT,
  /** How many questions the caller has answered. */
  ANSWERED,
}

/** What the command line sends: a question to the rule of a control, or its end. */
export type ThreadMessage = { readonly control: number; readonly subject: unknown } | { readonly ended: Called };

/** What a rule answers. */
export type RuleAnswer = { readonly found: unknown } | { readonly failed: string };
