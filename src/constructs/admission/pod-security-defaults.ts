import { Yaml } from 'cdk8s';
import { podSecurityDefault } from '../../controls/cluster/pod-security-default';
import { Filler } from '../../engine/fill';
import { Manifest } from '../../objects/manifest';
import { dnsLabelProblem } from '../../objects/names';
import { AdmissionRollout } from '../../profile/admission-rollout';
import { PodSecurityLevel } from '../../profile/pod-security-level';
import { SecurityProfile } from '../../profile/security-profile';

/** What differs from the defaults. */
export interface PodSecurityDefaultsProps {
  /**
   * The profile whose level and version namespaces without labels get.
   * @default SecurityProfile.restricted()
   */
  readonly profile?: SecurityProfile;

  /**
   * The rollout whose `exemptNamespaces` are exempt here, too.
   * @default AdmissionRollout.of()
   */
  readonly rollout?: AdmissionRollout;

  /**
   * Users whose pods are not judged. Whoever acts for others, such as a controller, exempts all that it creates.
   * @default - none
   */
  readonly exemptUsernames?: string[];

  /**
   * Runtime classes whose pods are not judged, since they are isolated by other means.
   * @default - none
   */
  readonly exemptRuntimeClasses?: string[];
}

/**
 * The Pod Security level of namespaces that have no labels of their own, as the file that the API server reads by `--admission-control-config-file`.
 * It is no object of the cluster: write `toYaml()` to a file of the control plane, or pass it to the `AdmissionConfiguration` of a `ClusterBaseline`.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
 */
export class PodSecurityDefaults {
  /**
   * The defaults that a profile asks for.
   *
   * @param props what differs from the defaults
   * @throws for an empty or repeated name, and for a runtime class that has no valid name
   */
  public static of(props: PodSecurityDefaultsProps = {}): PodSecurityDefaults {
    const { profile = SecurityProfile.restricted(), rollout = AdmissionRollout.of() } = props;
    return new PodSecurityDefaults(profile, rollout.exemptNamespaces, props.exemptUsernames ?? [], props.exemptRuntimeClasses ?? []);
  }

  /** The level that is enforced. */
  public readonly level: PodSecurityLevel;

  private constructor(
    private readonly profile: SecurityProfile, private readonly namespaces: readonly string[],
    private readonly usernames: readonly string[], private readonly runtimeClasses: readonly string[],
  ) {
    this.level = profile.podSecurityLevel;
    rejectRepeated('exemptUsernames', usernames);
    rejectRepeated('exemptRuntimeClasses', runtimeClasses);
    for (const name of runtimeClasses) {
      const problem = dnsLabelProblem(name);
      if (problem) throw new Error(`cannot exempt runtime class "${name}": its name ${problem}; correct it in exemptRuntimeClasses`);
    }
  }

  /** The file, in YAML. Warnings and audit follow the newest rules, so that what an upgrade will refuse shows before it. */
  public toYaml(): string {
    return Yaml.stringify({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AdmissionConfiguration',
      plugins: [{ name: 'PodSecurity', configuration: this._toConfiguration() }],
    });
  }

  /** @internal */
  public _toConfiguration(): Manifest {
    const configuration = {
      apiVersion: 'pod-security.admission.config.k8s.io/v1',
      kind: 'PodSecurityConfiguration',
      defaults: undefined,
      exemptions: { usernames: [...this.usernames], runtimeClasses: [...this.runtimeClasses], namespaces: [...this.namespaces].sort() },
    };
    new Filler([podSecurityDefault]).fill(configuration, this.profile);
    return configuration;
  }
}

function rejectRepeated(prop: string, names: readonly string[]): void {
  const wrong = names.find((name, i) => name === '' || names.indexOf(name) < i);
  if (wrong !== undefined) throw new Error(`cannot exempt "${wrong}": it is ${wrong === '' ? 'empty' : 'there twice'}; correct it in ${prop}`);
}
