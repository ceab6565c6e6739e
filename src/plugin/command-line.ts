import { runInThread } from './command-line-thread';
import { CustomControl } from '../profile/custom-control';

/** What a call of the command line has beside its arguments. */
export interface CommandLineProps {
  /**
   * Controls of your own, which take part beside the catalogue and those of the profile.
   *
   * @default - none
   */
  readonly customControls?: CustomControl[];

  /**
   * What is read where the arguments name `-`, the standard input.
   *
   * @default - nothing
   */
  readonly input?: string;
}

/** What a call of the command line left behind. */
export interface CommandLineResult {
  /** 0 where nothing fails, 1 where findings do, 2 for a wrong call and for input that could not be read or decided. */
  readonly exitCode: number;

  /** The report: what the command prints on standard output. */
  readonly output: string;

  /** Notes and errors: what the command prints on standard error. */
  readonly messages: string;
}

/**
 * The command line `cdk8s-hardened`, called from a program: any YAML is judged by controls of your own too, in whatever language these are written.
 *
 * @example
 * import { CommandLine, ControlSubject, ControlViolation, CustomControl, IControlRule } from 'cdk8s-hardened';
 *
 * class HasVersion implements IControlRule {
 *   public violations(container: any): ControlViolation[] {
 *     if (!String(container.image).endsWith(':latest')) return [];
 *     return [{ pointer: '/image', message: 'the image has no version' }];
 *   }
 * }
 *
 * const noLatest = CustomControl.of('acme.no-latest', {
 *   title: 'Images have a version',
 *   why: 'nobody knows what runs',
 *   fix: 'name a version',
 *   subject: ControlSubject.CONTAINER,
 *   rule: new HasVersion(),
 * });
 *
 * const report = CommandLine.run(['check', 'deploy', '--format', 'sarif'], { customControls: [noLatest] }).output;
 */
export class CommandLine {
  /**
   * Runs a command to its end. Files are read and written as the command says; nothing is read from or written to the terminal.
   *
   * @param args what stands behind `cdk8s-hardened`, one item for each word: `['check', '--format', 'json', 'deploy/']`
   * @param props controls and input
   * @returns the exit code and what was printed; findings, a wrong call and unreadable files are told by these
   * @throws where the command line could not come to an end, as for want of memory
   */
  public static run(args: string[], props: CommandLineProps = {}): CommandLineResult {
    const { code, out, said } = runInThread(args, props.input ?? '', props.customControls ?? []);
    return { exitCode: code, output: out, messages: said === '' ? '' : `${said}\n` };
  }

  private constructor() {}
}
