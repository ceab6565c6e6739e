import { EventRateLimit } from './event-rate-limit';
import { admissionPolicies } from '../../admission/policies';
import { asStaticManifests } from '../../admission/static-manifests';
import { AdmissionAction } from '../../constructs/admission/admission-action';
import { PodSecurityDefaults } from '../../constructs/admission/pod-security-defaults';
import { CATALOGUE } from '../../controls';
import { KeysOf, rejectUnknownKeys } from '../../objects/known-keys';
import { Manifest } from '../../objects/manifest';
import { AdmissionRollout } from '../../profile/admission-rollout';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';
import { SECURE_FOLDER } from '../host-file';

/**
 * The first minor whose API server reads policies from files without a gate.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/manifest-admission-control/
 */
const STATIC_POLICIES_MINOR = 37;

const LIMIT_KEYS = { type: null, eventsPerSecond: null, burst: null, cacheSize: null } satisfies KeysOf<EventRateLimit>;

/** What the API server demands of objects before it stores them. */
export interface AdmissionConfigurationProps {
  /**
   * The Pod Security level of namespaces without labels, and what is exempt.
   *
   * @default - the level of the profile, with the namespaces exempt that the rollout leaves alone
   */
  readonly podSecurity?: PodSecurityDefaults;

  /**
   * How many events are taken.
   *
   * @default - 500 a second for the server, 50 for a namespace, 20 for a user
   */
  readonly eventRateLimits?: EventRateLimit[];

  /**
   * The namespaces that the static policies are gentler with, and the waivers.
   *
   * @default AdmissionRollout.of()
   */
  readonly rollout?: AdmissionRollout;

  /**
   * Leaves out the admission policies that the API server reads from files, and that cannot be changed through the API. There are none before Kubernetes 1.37.
   *
   * @default false
   */
  readonly omitsStaticPolicies?: boolean;
}

/**
 * The configuration of the admission plugins: the file for `--admission-control-config-file`, and the policies that it points to.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export class AdmissionConfiguration {
  /**
   * The plugins, as they are hardened.
   *
   * @param props what differs from the defaults
   */
  public static of(props: AdmissionConfigurationProps = {}): AdmissionConfiguration {
    return new AdmissionConfiguration(props);
  }

  private readonly rollout: AdmissionRollout;

  private constructor(private readonly props: AdmissionConfigurationProps) {
    rejectUnknownKeys('cannot configure admission', props.eventRateLimits, LIMIT_KEYS, 'eventRateLimits');
    this.rollout = props.rollout ?? AdmissionRollout.of();
  }

  /**
   * The file, in YAML.
   *
   * @param profile the profile whose level and version of Kubernetes hold; by default `SecurityProfile.restricted()`
   * @throws where the API server would refuse it
   */
  public toYaml(profile?: SecurityProfile): string {
    const own = profile ?? SecurityProfile.restricted();
    return judgedYaml('the admission configuration', [this._toManifest(own)], own);
  }

  /** @internal */
  public _toManifest(profile: SecurityProfile): Manifest {
    const podSecurity = this.props.podSecurity ?? PodSecurityDefaults.of({ profile, rollout: this.rollout });
    return hardened({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AdmissionConfiguration',
      plugins: [
        { name: 'PodSecurity', configuration: podSecurity._toConfiguration() },
        { name: 'EventRateLimit', configuration: this.eventRateLimit() },
        ...(this._staticPolicies(profile).length === 0 ? [] : [{ name: 'ValidatingAdmissionPolicy', configuration: STATIC_POLICIES }]),
      ],
    }, profile);
  }

  /**
   * The policies that the API server reads from files.
   * @internal
   */
  public _staticPolicies(profile: SecurityProfile): readonly Manifest[] {
    if (this.props.omitsStaticPolicies || profile.kubernetesMinor < STATIC_POLICIES_MINOR) return [];
    const { policies, bindings } = admissionPolicies(CATALOGUE, profile, AdmissionAction.DENY, this.rollout);
    return asStaticManifests([...policies, ...bindings]) as unknown as Manifest[];
  }

  private eventRateLimit(): Manifest {
    const limits = this.props.eventRateLimits?.map(({ eventsPerSecond, ...rest }) => ({ qps: eventsPerSecond, ...rest }));
    return { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits };
  }
}

const STATIC_POLICIES = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyConfiguration',
  staticManifestsDir: `${SECURE_FOLDER}/static-policies`,
};
