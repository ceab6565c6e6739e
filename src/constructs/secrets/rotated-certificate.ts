import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { CertificateIssuer } from './certificate-issuer';
import { dnsSubdomainProblem } from '../../objects/names';
import { kplus } from '../cdk8s-plus';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';
import { madeFor } from '../synthesis/hardened-objects';

/** What the key of a certificate is for. */
export enum CertificateUsage {
  /** A server shows the certificate to its clients. */
  SERVER_AUTH = 'server auth',
  /** A client shows it to servers. */
  CLIENT_AUTH = 'client auth',
}

/** The props of a certificate. At least one of `dnsNames` and `uris` is needed. */
export interface RotatedCertificateProps {
  /** Who signs it. */
  readonly issuer: CertificateIssuer;

  /** The Secret that cert-manager writes key and certificate into. */
  readonly secretName: string;

  /**
   * The names that it holds for.
   *
   * @default - only `uris`
   */
  readonly dnsNames?: string[];

  /**
   * Identities such as those of SPIFFE: `spiffe://example.com/ns/shop/sa/api`.
   *
   * @default - only `dnsNames`
   */
  readonly uris?: string[];

  /**
   * How long a certificate holds; an hour at least.
   *
   * @default Duration.days(90)
   */
  readonly duration?: Duration;

  /**
   * How long before its end it is renewed; five minutes at least. Not beside `renewBeforePercentage`.
   *
   * @default - by `renewBeforePercentage`
   */
  readonly renewBefore?: Duration;

  /**
   * How much of its lifetime is left when it is renewed, in percent from 1 to 99. Not beside `renewBefore`.
   *
   * @default 33
   */
  readonly renewBeforePercentage?: number;

  /**
   * What its key is for.
   *
   * @default [CertificateUsage.SERVER_AUTH]
   */
  readonly usages?: CertificateUsage[];
}

const SHORTEST_DURATION = Duration.hours(1);
const SHORTEST_REMAINDER = Duration.minutes(5);
const USUAL_PERCENTAGE = 33;

/**
 * A certificate that cert-manager, which must run in the cluster, renews before it ends, each time with a new key.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class RotatedCertificate extends Construct {
  /** The Secret with `tls.crt`, `tls.key` and `ca.crt`, to mount or to name in an Ingress. */
  public readonly secret: kplus.ISecret;

  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the Certificate
   * @param props the certificate
   * @throws where cert-manager would refuse it: for no name, both ways to say when it is renewed, and a renewal that comes too late or never ends
   */
  constructor(scope: Construct, id: string, props: RotatedCertificateProps) {
    super(scope, id);
    enforce(this.node.root);
    const { issuer, secretName, dnsNames, uris, duration = Duration.days(90), usages = [CertificateUsage.SERVER_AUTH] } = props;
    const problem = dnsSubdomainProblem(secretName);
    if (problem) throw this.refusal(`secretName "${secretName}" ${problem}; pass another name`);
    if ((dnsNames ?? []).length + (uris ?? []).length === 0) throw this.refusal('it holds for no name; pass dnsNames or uris');
    if (usages.length === 0) throw this.refusal('usages is empty; leave it out for a server');
    const object = new ApiObject(this, 'Resource', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { namespace: enclosingNamespace(this) },
      spec: {
        secretName, dnsNames, uris,
        duration: inSeconds(duration),
        ...this.renewal(props, duration),
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        usages: ['digital signature', ...usages],
        issuerRef: issuer._toReference(),
      },
    });
    madeFor(object, 'certificate-renewed');
    this.secret = kplus.Secret.fromSecretName(this, 'Secret', secretName);
  }

  private renewal({ renewBefore, renewBeforePercentage }: RotatedCertificateProps, duration: Duration): object {
    if (renewBefore && renewBeforePercentage !== undefined) throw this.refusal('renewBefore and renewBeforePercentage both say when it is renewed, and cert-manager refuses that; keep one of them');
    if (duration.toMilliseconds() < SHORTEST_DURATION.toMilliseconds()) throw this.refusal('duration is below an hour, which cert-manager refuses; pass an hour or more');
    if (renewBefore) {
      this.rejectBadRemainder('renewBefore', renewBefore.toMilliseconds(), duration);
      return { renewBefore: inSeconds(renewBefore) };
    }
    const percentage = renewBeforePercentage ?? USUAL_PERCENTAGE;
    if (!Number.isInteger(percentage) || percentage < 1 || percentage > 99) throw this.refusal(`renewBeforePercentage ${percentage} is not a whole number from 1 to 99; it is how much of the lifetime is left`);
    this.rejectBadRemainder('renewBeforePercentage', duration.toMilliseconds() * percentage / 100, duration);
    return { renewBeforePercentage: percentage };
  }

  private rejectBadRemainder(prop: string, milliseconds: number, duration: Duration): void {
    if (milliseconds < SHORTEST_REMAINDER.toMilliseconds()) throw this.refusal(`${prop} leaves less than five minutes for the renewal, which cert-manager refuses; pass more`);
    if (milliseconds >= duration.toMilliseconds()) throw this.refusal(`${prop} is not below duration, so that the certificate would be renewed without end; pass less`);
  }

  private refusal(problem: string): Error {
    return new Error(`cannot make the certificate "${this.node.path}": ${problem}`);
  }
}

const inSeconds = (duration: Duration): string => `${duration.toSeconds()}s`;
