import { Cause, causesOf, isNamed } from './causes';
import { CATALOGUE } from '../../src/controls';
import { Finding } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { fieldProblems } from '../../src/objects/fields/manifest-fields';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { Problem } from '../../src/objects/problem';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Answer, succeeded } from '../apiserver/client';
import { objectName } from '../object-name';
import { Disagreement, Tool } from '../suite';

/** The controls that say what the API server refuses. */
const NAMING = ['valid-manifest', 'selector-matches-template'];
const judge = new Judge(CATALOGUE.filter(({ id }) => NAMING.includes(id)));
/** Something that the validation refused: for how many objects, for how many of them `check` names it, and in how many it finds nothing at all. */
interface Refusal { cases: number; named: number; silent: number; readonly example: string }

/** Why `check` does not name a reason, by what the reason says. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/compilation failed|must evaluate to|must be a valid regular expression/, 'types and functions of expressions'],
  [/unknown time zone|invalid location name/, 'names of time zones'],
  [/containers\[\]\.image Required|spec\.schedule .*\[\$\(A\)\]/, 'what a tool fills in'],
  [/estimated rule cost|exceeding cost limit|oldSelf cannot be used|budget by factor|cost total/, 'costs of expressions'],
  [/dual-stack|not configured on this cluster|failed to allocate IP|serviceAccountName is not set/, 'what the cluster fills in'],
];

function checkOf(reason: string, silent: number): string {
  const kind = KINDS.find(([pattern]) => pattern.test(reason))?.[1];
  return `only they object: ${kind ?? (silent === 0 ? 'a consequence of what is named' : 'other')}`;
}

/** What came of all objects. */
export class Tally {
  public readonly falseRefusals: Disagreement[] = [];
  private readonly refusals = new Map<string, Refusal>();
  private readonly profile: SecurityProfile;

  constructor(private readonly server: Tool, private readonly minor: number) { this.profile = SecurityProfile.restricted({ kubernetesVersion: `1.${minor}` }); }

  public add(object: Manifest, answer: Answer): void {
    const problems = this.problemsOf(object);
    if (succeeded(answer)) return this.taken(object, problems);
    const causes = causesOf(object, answer);
    const shapes = causes.length === 0 ? [] : fieldProblems(object, this.minor);
    for (const cause of causes) if (!isNamed(cause, shapes)) this.refused(cause, object, problems);
  }

  private problemsOf(manifest: Manifest): readonly Finding[] {
    return judge.findings([{ manifest, profile: this.profile, origin: {}, waivers: [] }]);
  }

  private taken(object: Manifest, problems: readonly Finding[]): void {
    const [first] = problems.filter(({ control }) => control === 'valid-manifest');
    if (!first) return;
    const { pointer, message } = first;
    this.falseRefusals.push({ ...this.server, check: 'only we object', object: `${groupKind(object)} ${pointer.replace(/\d+/g, 'N')}`, detail: `${objectName(object)}: ${message}` });
  }

  private refused(cause: Cause, object: Manifest, problems: readonly Problem[]): void {
    const isKnown = isNamed(cause, problems);
    const refusal = this.refusals.get(cause.key) ?? { cases: 0, named: 0, silent: 0, example: `${objectName(object)}: ${cause.path.join('.')}` };
    this.refusals.set(cause.key, refusal);
    refusal.cases++;
    if (isKnown) refusal.named++;
    if (problems.length === 0) refusal.silent++;
  }

  /** The reasons of refusals, and those that `check` never names, or that it misses where nothing else is wrong. */
  public reasons(): { readonly all: number; readonly unnamed: readonly Disagreement[] } {
    const unnamed = [...this.refusals].filter(([, { named, silent }]) => named === 0 || silent > 0).sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      all: this.refusals.size,
      unnamed: unnamed.map(([key, { cases, named, silent, example }]) => ({ ...this.server, check: checkOf(key, silent), object: key, detail: `named in ${named} of ${cases} objects, ${silent} pass; the first is ${example}` })),
    };
  }
}
