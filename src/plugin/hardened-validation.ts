import { callCommandLine } from './bundled-command-line';
import { ConstructIndex } from './construct-index';
import { ValidationContext } from './validation-context';
import { PrintedCheck, summaryOf, violations } from './validation-report';
import { suggestion } from '../objects/similar-names';
import { objectLabel } from '../reports/place';

/** What `properties` of the validation in cdk8s.yaml may say. Paths are relative to the folder in which `cdk8s synth` runs. */
export interface HardenedValidationProps {
  /**
   * The settings: profile, waivers, failOn and baseline.
   *
   * @default - `.cdk8s-hardened.yaml` of the working directory, where it exists
   */
  readonly config?: string;

  /**
   * A profile in YAML, or a JavaScript module that exports a `SecurityProfile`.
   *
   * @default - the profile of the settings, or else `SecurityProfile.restricted()`
   */
  readonly profile?: string;

  /**
   * A file of waivers, beside those of the settings.
   *
   * @default - none
   */
  readonly waivers?: string;

  /**
   * Honor only the waivers of `waivers`, not those that a manifest or the settings bring along: where the author of an app must not excuse it alone.
   *
   * @default false
   */
  readonly noInlineWaivers?: boolean;

  /**
   * The file of findings that are known already: only what comes on top is reported and fails.
   *
   * @default - the baseline of the settings
   */
  readonly baseline?: string;

  /**
   * The least severity that fails the synth: `error` or `warning`.
   *
   * @default - that of the settings, or else `error`
   */
  readonly failOn?: string;

  /**
   * The day by which waivers expire, as `2027-03-31`.
   *
   * @default - today in UTC
   */
  readonly now?: string;
}

const OPTIONS = { config: '--config', profile: '--profile', waivers: '--waivers', baseline: '--baseline', failOn: '--fail-on', now: '--now' } as const;
const FLAG = 'noInlineWaivers';

const isOption = (key: string): key is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, key);

function kindOf(property: string): { readonly type: string; readonly words: string } {
  if (property === FLAG) return { type: 'boolean', words: 'true or false' };
  if (isOption(property)) return { type: 'string', words: 'a text' };
  throw refused(`there is no property "${property}"${suggestion(property, [...Object.keys(OPTIONS), FLAG])}`);
}

const refused = (problem: string): Error => new Error(`cannot configure HardenedValidation: ${problem}; change the \`properties\` in cdk8s.yaml`);

/**
 * The controls as a validation of cdk8s-cli, for apps in any language: `cdk8s synth` fails with exit code 2 where `cdk8s-hardened check` would
 * find something in what it wrote.
 *
 * @example
 * import { HardenedValidation } from 'cdk8s-hardened';
 *
 * // cdk8s.yaml:
 * // validations:
 * //   - package: cdk8s-hardened
 * //     version: 1.0.0
 * //     class: HardenedValidation
 * //     properties: { failOn: warning }
 * new HardenedValidation({ failOn: 'warning' });
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class HardenedValidation {
  private readonly argv: readonly string[];

  /**
   * @param props how to judge
   * @throws for a property that does not exist or has a value of another kind
   */
  constructor(props: HardenedValidationProps = {}) {
    const given = Object.entries(props).filter(([, value]) => value !== undefined);
    for (const [key, value] of given) {
      const expected = kindOf(key);
      if (typeof value !== expected.type) throw refused(`${key} is ${JSON.stringify(value)}, which is not ${expected.words}`);
    }
    const { failOn, noInlineWaivers } = props;
    if (failOn !== undefined && failOn !== 'error' && failOn !== 'warning') throw refused(`failOn "${failOn}" is neither "error" nor "warning"`);
    this.argv = [
      ...given.flatMap(([key, value]) => (isOption(key) ? [`${OPTIONS[key]}=${value}`] : [])),
      ...(noInlineWaivers ? ['--no-inline-waivers'] : []),
    ];
  }

  /**
   * Judges the manifests of a synth; called by cdk8s-cli.
   *
   * @param context what cdk8s-cli passes
   * @throws where a file that the properties name cannot be read
   */
  public async validate(context: any): Promise<void> {
    const { manifests, metadata, logger, report } = context as ValidationContext;
    if (manifests.length === 0) return report.submit('success', { objects: '0' });
    const { code, out, said } = await callCommandLine(['check', '--format=json', ...this.argv, '--', ...manifests]);
    if (out === '') throw new Error(`HardenedValidation could not judge: ${said.replace(/^error: /, '')}`);
    if (said !== '') logger.log(said);
    const check = JSON.parse(out) as PrintedCheck;
    const index = ConstructIndex.of(context);
    for (const { object } of check.findings) {
      const path = index.madeBy(object).constructPath;
      if (path !== undefined) metadata[objectLabel(object)] = { path };
    }
    violations(check, index).forEach((violation) => report.addViolation(violation));
    report.submit(code === 0 ? 'success' : 'failure', summaryOf(check));
  }
}
