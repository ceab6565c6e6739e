import * as fs from 'fs';
import * as path from 'path';
import { CATALOGUE } from '../controls';
import { Finding, JudgedObject } from '../engine/finding';
import { Judge } from '../engine/judge';
import { keyOf, Manifest } from '../objects/manifest';
import { isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { Severity } from '../profile/severity';

/** What `properties` of the validation in cdk8s.yaml may say. */
export interface HardenedValidationProps {
  /**
   * The Kubernetes version that the manifests are for, as `1.36`.
   * @default - the newest that the profile knows
   */
  readonly kubernetesVersion?: string;

  /**
   * Registries that images may come from.
   * @default - any, with a warning where an image names none
   */
  readonly registries?: string[];

  /**
   * Raise every warning to an error.
   * @default false
   */
  readonly strict?: boolean;

  /**
   * The least severity that fails the validation.
   * @default Severity.ERROR
   */
  readonly failOn?: Severity;
}

/** The parts of cdk8s-cli's validation context that we use. */
interface Context {
  readonly manifests: readonly string[];
  readonly logger?: { log(message: string): void };
  readonly report: {
    addViolation(violation: object): void;
    submit(status: 'success' | 'failure', metadata?: object): void;
  };
  parseManifest(manifest: string): readonly unknown[];
}

interface Located extends JudgedObject { readonly path: string }

/**
 * The controls as a validation plugin of cdk8s-cli, for apps in any language.
 *
 * cdk8s.yaml: `validations: [{ package: cdk8s-hardened, version: …, class: HardenedValidation, properties: { failOn: warning } }]`
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export class HardenedValidation {
  private readonly profile: SecurityProfile;
  private readonly failOn: string;

  /** @throws for a property that does not exist or has a value of another kind */
  constructor(props: HardenedValidationProps = {}) {
    const known = ['kubernetesVersion', 'registries', 'strict', 'failOn'];
    const unknown = Object.keys(props).find((key) => !known.includes(key));
    if (unknown) throw new Error(`cannot configure HardenedValidation: there is no property "${unknown}"; use ${known.join(', ')} in cdk8s.yaml`);
    const { kubernetesVersion, registries, strict, failOn } = props;
    if (failOn !== undefined && !Object.values(Severity).includes(failOn)) {
      throw new Error(`cannot configure HardenedValidation: failOn "${String(failOn)}" is neither "error" nor "warning"; change it in cdk8s.yaml`);
    }
    this.profile = SecurityProfile[strict ? 'strict' : 'restricted']({ kubernetesVersion, registries });
    this.failOn = failOn ?? Severity.ERROR;
  }

  /**
   * Judges the manifests of a synth; called by cdk8s-cli.
   *
   * @param context what cdk8s-cli passes
   */
  public async validate(context: any): Promise<void> {
    const { manifests, parseManifest, report } = context as Context;
    const objects = manifests.flatMap((file) => parseManifest.call(context, file)
      .filter((manifest): manifest is Manifest => isObject(manifest))
      .map((manifest): Located => ({ manifest, profile: this.profile, origin: { file }, waivers: [], path: file })));
    const findings = new Judge(CATALOGUE).findings(objects);
    const index = new ObjectIndexFile(manifests);
    for (const [control, group] of byControl(findings)) report.addViolation(violation(control, group, index));
    const fails = findings.some(({ severity, outcome }) => outcome !== 'waived' && (severity === 'error' || this.failOn === 'warning'));
    report.submit(fails ? 'failure' : 'success', {
      errors: String(findings.filter(({ severity }) => severity === 'error').length),
      warnings: String(findings.filter(({ severity }) => severity === 'warning').length),
    });
  }
}

function byControl(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.control, [...groups.get(finding.control) ?? [], finding]);
  return groups;
}

function violation(control: string, findings: readonly Finding[], index: ObjectIndexFile): object {
  const [{ why, fix, severity }] = findings;
  return {
    ruleName: control,
    recommendation: `${severity}: ${why}`,
    fix,
    violatingResources: findings.map(({ object, pointer, message, container, origin }) => ({
      resourceName: object.name,
      manifestPath: origin.file,
      locations: [[index.source(object), pointer || '/', container === undefined ? '' : `container "${container}"`, message].filter(Boolean).join('  ')],
    })),
  };
}

/** The index that HardenedApp leaves beside its output: it knows objects by their whole key, while cdk8s-cli knows constructs by name only. */
class ObjectIndexFile {
  private readonly objects: Record<string, { constructPath?: string; source?: string }>;

  constructor(manifests: readonly string[]) {
    this.objects = manifests.slice(0, 1).map((file) => path.join(path.dirname(path.dirname(path.resolve(file))), '.hardened', 'index.json'))
      .filter((file) => fs.existsSync(file)).map((file) => JSON.parse(fs.readFileSync(file, 'utf8')))[0] ?? {};
  }

  public source({ apiVersion, kind, namespace, name }: ReturnType<typeof keyOf>): string {
    const entry = this.objects[[apiVersion, kind, namespace, name].join('/')];
    return [entry?.source, entry?.constructPath].filter(Boolean).join('  ');
  }
}

