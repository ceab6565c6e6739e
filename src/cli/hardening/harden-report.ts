import { HardenedFile, nameOf } from './hardened-input';
import { LeftAlone } from './hardened-text';
import { atMost, Leftovers } from './leftovers';
import { Risks } from './risks';
import { counted, setInLines } from '../../reports/layout';
import { visible, visibleJson } from '../../reports/visible';
import { SourceProblem } from '../../sources/source';
import { Terminal } from '../terminal';

const LEFT_ALONE = 'left alone, since a value that is filled into a patch overrides the object that it changes';

/** What came of the files of a call. */
export class HardenReport {
  private readonly leftovers = new Leftovers();
  private readonly leftAlone: LeftAlone[] = [];
  private readonly risks: Risks;
  private readonly changed: { readonly file: string; readonly fields: number }[] = [];
  private files = 0;

  /** @param isWritten whether the files are changed, and not only shown */
  constructor(private readonly problems: SourceProblem[], private readonly isWritten: boolean, isComplete: boolean) {
    this.risks = new Risks(isComplete ? Infinity : undefined);
  }

  public add({ file, before, after, parts }: HardenedFile): void {
    this.files += 1;
    for (const { leftovers, leftAlone, risks, problems } of parts) {
      leftovers.forEach((one) => this.leftovers.add(one));
      risks.forEach((one) => this.risks.add(one));
      this.leftAlone.push(...leftAlone);
      this.problems.push(...problems);
    }
    const fields = parts.reduce((sum, { filled }) => sum + filled, 0);
    if (!after.equals(before)) this.changed.push({ file: nameOf(file), fields });
  }

  /** A file that could not be read or written. */
  public fail(problem: SourceProblem): void {
    this.files += 1;
    this.problems.push(problem);
  }

  /** Whether all that could be filled in was. */
  public get isComplete(): boolean {
    return this.problems.length === 0 && !this.leftovers.areInconclusive && !this.leftovers.haveRefused;
  }

  /** For people. */
  public tell(terminal: Terminal): void {
    const { messages } = terminal;
    const { columns, paint } = messages;
    const lists = [this.leftovers.text(messages), this.risks.text(messages)].filter((list) => list !== '');
    lists.forEach((list) => terminal.say(`${list}\n`));
    if (this.leftAlone.length > 0) {
      const lines = atMost(this.leftAlone, ({ place, because }) => setInLines(visible(because), columns, `  ${visible(place)}  `));
      terminal.say(`${[paint.strong(LEFT_ALONE), ...lines].join('\n')}\n`);
    }
    for (const { file, line, column, message, fix } of this.problems) terminal.say(visible(`${[file, line, column].filter(Boolean).join(':')}: ${message}; ${fix}`));
    const filled = `${counted(this.fields, 'field')} ${this.isWritten ? '' : 'would be '}filled in`;
    const files = `${this.changed.length} of ${counted(this.files, 'file')} ${this.isWritten ? 'changed' : 'would change'}`;
    terminal.say(`${filled}, ${files}${lists.length === 0 ? '' : '; `cdk8s-hardened check` shows every place'}`);
  }

  /** For programs. */
  public json(): string {
    return visibleJson({
      version: 1,
      summary: { files: this.files, changed: this.changed.length, fields: this.fields, written: this.isWritten },
      changed: this.changed,
      notFilled: this.leftovers.list(),
      mayNeedCare: this.risks.list(),
      leftAlone: this.leftAlone,
      problems: this.problems.map(({ file, line, column, message, fix }) => ({ file, line, column, message, fix })),
    });
  }

  private get fields(): number {
    return this.changed.reduce((sum, { fields }) => sum + fields, 0);
  }
}
