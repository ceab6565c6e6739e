import { Duration } from 'cdk8s';
import { MultiFactor } from './multi-factor';
import { LONGEST_TOKEN_LIFETIME } from '../../controls/cluster/authentication-token-lifetime';

/** An issuer of ID tokens (OpenID Connect), and what the API server makes of their claims. */
export interface TokenIssuerProps {
  /** The URL of the issuer, as its tokens have it in `iss`: `https://idp.example.com/realms/platform`. */
  readonly url: string;

  /** The client ids that tokens are made for; a token needs one of them in `aud`. At least one. */
  readonly audiences: string[];

  /**
   * What a token must show of how its user has authenticated.
   *
   * @default - nothing, which the control authentication-multi-factor warns of; waive it for issuers of machines
   */
  readonly multiFactor?: MultiFactor;

  /**
   * The longest lifetime of a token. The API server cannot tell whether a token has been revoked.
   *
   * @default Duration.hours(1)
   */
  readonly tokenLifetime?: Duration;

  /**
   * The claim that names the user. Its values must never be reassigned to another user, as those of `email` can be.
   *
   * @default 'sub'
   */
  readonly usernameClaim?: string;

  /**
   * What precedes the name of each user, so that no issuer can make names of Kubernetes or of another issuer.
   *
   * @default 'oidc:'
   */
  readonly usernamePrefix?: string;

  /**
   * The claim that lists the groups of the user.
   *
   * @default 'groups'
   */
  readonly groupsClaim?: string;

  /**
   * What precedes the name of each group.
   *
   * @default - that of the users
   */
  readonly groupsPrefix?: string;

  /**
   * Claims that must have these values, as `{ hd: 'example.com' }`.
   *
   * @default - none
   */
  readonly requiredClaims?: { readonly [claim: string]: string };

  /**
   * The certificates that the TLS certificate of the issuer is signed by, as PEM: the text, not a path.
   *
   * @default - those that the host trusts
   */
  readonly certificateAuthority?: string;

  /**
   * Where the keys of the issuer are found out, where that is another URL than the issuer's with `/.well-known/openid-configuration`.
   *
   * @default - that URL
   */
  readonly discoveryUrl?: string;
}

/**
 * An issuer whose tokens the API server accepts. The controls fill in the validation rules that are not set, except the one for multi-factor
 * authentication: which claim states the factors depends on the issuer.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
 */
export class TokenIssuer {
  /**
   * An issuer of OpenID Connect.
   *
   * @param props the issuer and its claims
   * @throws for an empty prefix, and for a token lifetime of zero
   */
  public static oidc(props: TokenIssuerProps): TokenIssuer {
    for (const [prop, prefix] of Object.entries({ usernamePrefix: props.usernamePrefix, groupsPrefix: props.groupsPrefix })) {
      if (prefix === '') throw new Error(`cannot trust ${props.url} without a prefix: the issuer could name its users after components of Kubernetes; pass ${prop} such as "oidc:"`);
    }
    if (props.tokenLifetime?.toSeconds() === 0) throw new Error(`cannot limit tokens of ${props.url} to a lifetime of zero: none would be accepted; pass tokenLifetime such as an hour`);
    return new TokenIssuer(props);
  }

  private constructor(private readonly props: TokenIssuerProps) {}

  /** What precedes the name of each group, as a `GroupBinding` needs it. */
  public get groupsPrefix(): string {
    return this.props.groupsPrefix ?? this._usernamePrefix;
  }

  /** @internal */
  public get _url(): string {
    return this.props.url;
  }

  /** @internal */
  public get _usernamePrefix(): string {
    return this.props.usernamePrefix ?? 'oidc:';
  }

  /** @internal */
  public _toAuthenticator(): object {
    const { url, audiences, certificateAuthority, discoveryUrl, usernameClaim = 'sub', groupsClaim = 'groups' } = this.props;
    return {
      issuer: {
        url, discoveryURL: discoveryUrl, certificateAuthority, audiences: [...audiences], audienceMatchPolicy: 'MatchAny',
      },
      claimValidationRules: this.rules(),
      claimMappings: {
        username: { claim: usernameClaim, prefix: this._usernamePrefix },
        groups: { claim: groupsClaim, prefix: this.groupsPrefix },
        uid: { claim: 'sub' },
      },
      userValidationRules: [
        { expression: "!user.username.startsWith('system:')", message: 'the user name must not begin with system:' },
        { expression: "user.groups.all(g, !g.startsWith('system:'))", message: 'the name of a group must not begin with system:' },
      ],
    };
  }

  private rules(): object[] {
    const { multiFactor, tokenLifetime, requiredClaims = {}, usernameClaim } = this.props;
    const seconds = tokenLifetime?.toSeconds() ?? LONGEST_TOKEN_LIFETIME;
    return [
      ...(multiFactor ? [multiFactor._toRule()] : []),
      { expression: `has(claims.exp) && has(claims.iat) && claims.exp - claims.iat <= ${seconds}`, message: `a token must not live longer than ${seconds} seconds` },
      ...(usernameClaim === 'email' ? [{ expression: 'claims.?email_verified.orValue(false) == true', message: 'the address must be verified' }] : []),
      ...Object.entries(requiredClaims).map(([claim, requiredValue]) => ({ claim, requiredValue })),
    ];
  }
}
