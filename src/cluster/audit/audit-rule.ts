import { AuditRuleFields } from '../../controls/audit-rules';
import { KeysOf, rejectUnknownKeys } from '../../objects/known-keys';
import { suggestion } from '../../objects/similar-names';

/**
 * Verbs of requests for resources, and methods of other requests in lower case.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
const VERBS: readonly string[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'head', 'options', 'post', 'put'];

const RESOURCES_KEYS = { group: null, resources: null, resourceNames: null } satisfies KeysOf<AuditResources>;

/** Resources of one API group. */
export interface AuditResources {
  /** The API group without its version, as `apps`; `''` for the core group, and `*` for all groups. */
  readonly group: string;

  /**
   * The resources, in plural: `pods`, `pods/exec`, `pods/*`. A resource does not include its subresources.
   *
   * @default - every resource of the group, with its subresources
   */
  readonly resources?: string[];

  /**
   * Only objects of these names. Needs `resources`.
   *
   * @default - objects of any name
   */
  readonly resourceNames?: string[];
}

/** The requests that a rule matches: those that fulfill everything that is set. With nothing set it matches every request. */
export interface AuditRuleProps {
  /**
   * The users, by their full names: `system:kube-proxy`.
   *
   * @default - any user
   */
  readonly users?: string[];

  /**
   * Groups, of which the user has one: `system:nodes`.
   *
   * @default - any group
   */
  readonly userGroups?: string[];

  /**
   * The verbs, in lower case: `get`, `deletecollection`.
   *
   * @default - any verb
   */
  readonly verbs?: string[];

  /**
   * The resources.
   *
   * @default - any resource
   */
  readonly resources?: AuditResources[];

  /**
   * The namespaces; `''` for objects without one.
   *
   * @default - any namespace
   */
  readonly namespaces?: string[];

  /**
   * Paths that are no resources, such as `/healthz`; a `*` may end one. Neither `resources` nor `namespaces` may stand beside it.
   *
   * @default - requests of any path
   */
  readonly nonResourceUrls?: string[];

  /**
   * The stages of a request for which no entry is made.
   *
   * @default - `RequestReceived`, as the policy says
   */
  readonly omitStages?: string[];
}

/**
 * One rule of an audit policy: which requests it matches, and how much of them is logged.
 *
 * @see https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-PolicyRule
 */
export class AuditRule {
  /**
   * Does not log these requests.
   *
   * @param props which requests
   * @throws for an unknown verb
   */
  public static none(props: AuditRuleProps = {}): AuditRule {
    return new AuditRule('None', props);
  }

  /**
   * Logs the metadata: user, time, resource, verb and decision, but no request or response body.
   *
   * @param props which requests
   * @throws for an unknown verb
   */
  public static metadata(props: AuditRuleProps = {}): AuditRule {
    return new AuditRule('Metadata', props);
  }

  /**
   * Logs the metadata and the request body.
   *
   * @param props which requests
   * @throws for an unknown verb
   */
  public static request(props: AuditRuleProps = {}): AuditRule {
    return new AuditRule('Request', props);
  }

  /**
   * Logs the metadata, the request body and the response body.
   *
   * @param props which requests
   * @throws for an unknown verb
   */
  public static requestResponse(props: AuditRuleProps = {}): AuditRule {
    return new AuditRule('RequestResponse', props);
  }

  private constructor(private readonly level: string, private readonly props: AuditRuleProps) {
    rejectUnknownKeys('cannot make an audit rule', props.resources, RESOURCES_KEYS, 'resources');
    const unknown = props.verbs?.find((verb) => !VERBS.includes(verb));
    if (unknown !== undefined) throw new Error(`cannot match requests with the verb "${unknown}": no request has it${suggestion(unknown, VERBS)}`);
  }

  /** @internal */
  public get _isNone(): boolean {
    return this.level === 'None';
  }

  /** @internal */
  public _toFields(): AuditRuleFields {
    const { nonResourceUrls, ...rest } = this.props;
    return { level: this.level, ...rest, nonResourceURLs: nonResourceUrls };
  }
}
