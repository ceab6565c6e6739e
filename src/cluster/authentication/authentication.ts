import { TokenIssuer } from './token-issuer';
import { HEALTH_PATHS, TOKEN_DISCOVERY_PATH } from '../../controls/anonymous-paths';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';

/** Who is let in. */
export interface AuthenticationProps {
  /**
   * The issuers whose tokens are taken.
   *
   * @default - none: client certificates and the tokens of service accounts alone
   */
  readonly issuers?: TokenIssuer[];

  /**
   * Whether nodes find out the address and the CA of the API server by reading `kube-public/cluster-info` without credentials, as `kubeadm join --token` does.
   * By default nodes get them as a file.
   *
   * @default false
   */
  readonly allowsTokenDiscovery?: boolean;
}

/**
 * Whose requests the API server takes: the file for `--authentication-config`. Without credentials a request reaches health checks alone, which the probes of
 * the API server itself need; where `anonymous-auth` is off altogether, as CIS 1.2.1 recommends, a kubeadm cluster does not start.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
 */
export class Authentication {
  /**
   * The issuers and what is open to everybody.
   *
   * @param props who is let in
   * @throws where two issuers have the same URL, or the same prefix for their users, which would make users of both indistinguishable
   */
  public static of(props: AuthenticationProps = {}): Authentication {
    const issuers = props.issuers ?? [];
    issuers.forEach((issuer, i) => {
      const other = issuers.slice(0, i).find(({ _url, _usernamePrefix }) => _url === issuer._url || _usernamePrefix === issuer._usernamePrefix);
      if (other?._url === issuer._url) throw new Error(`cannot trust ${issuer._url} twice; make one issuer of both, with all audiences`);
      if (other) throw new Error(`cannot trust ${other._url} and ${issuer._url} with the same prefix "${issuer._usernamePrefix}": each could name users of the other; pass usernamePrefix to one of them`);
    });
    return new Authentication(issuers, props.allowsTokenDiscovery ?? false);
  }

  private constructor(
    private readonly issuers: readonly TokenIssuer[],
    /** Whether nodes may join by a token alone. */
    public readonly allowsTokenDiscovery: boolean,
  ) {}

  /**
   * The file, in YAML.
   *
   * @throws where the API server would refuse it
   */
  public toYaml(): string {
    const profile = SecurityProfile.restricted();
    return judgedYaml('the authentication configuration', [this._toManifest(profile)], profile);
  }

  /** @internal */
  public _toManifest(profile: SecurityProfile): Manifest {
    const paths = this.allowsTokenDiscovery ? [...HEALTH_PATHS, TOKEN_DISCOVERY_PATH] : undefined;
    return hardened({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'AuthenticationConfiguration',
      jwt: this.issuers.length === 0 ? undefined : this.issuers.map((issuer) => issuer._toAuthenticator()),
      anonymous: paths && { enabled: true, conditions: paths.map((path) => ({ path })) },
    }, profile);
  }
}
