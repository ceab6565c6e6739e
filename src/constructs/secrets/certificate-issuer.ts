import { dnsSubdomainProblem } from '../../objects/names';

/** Who signs a certificate for cert-manager. */
export class CertificateIssuer {
  /**
   * An Issuer in the namespace of the certificate.
   *
   * @param name its name
   * @throws for a name that is none
   */
  public static issuer(name: string): CertificateIssuer {
    return CertificateIssuer.external('cert-manager.io', 'Issuer', name);
  }

  /**
   * A ClusterIssuer.
   *
   * @param name its name
   * @throws for a name that is none
   */
  public static clusterIssuer(name: string): CertificateIssuer {
    return CertificateIssuer.external('cert-manager.io', 'ClusterIssuer', name);
  }

  /**
   * An issuer of another controller, as `('awspca.cert-manager.io', 'AWSPCAClusterIssuer', 'internal')`.
   *
   * @param group the API group of its kind
   * @param kind its kind
   * @param name its name
   * @throws for a name that is none
   */
  public static external(group: string, kind: string, name: string): CertificateIssuer {
    const problem = dnsSubdomainProblem(name);
    if (problem) throw new Error(`cannot refer to ${kind} "${name}": its name ${problem}; pass the name of an issuer`);
    return new CertificateIssuer(group, kind, name);
  }

  private constructor(private readonly group: string, private readonly kind: string, private readonly name: string) {}

  /** @internal */
  public _toReference(): object {
    return { name: this.name, kind: this.kind, group: this.group };
  }
}
