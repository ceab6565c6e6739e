import { portNumberProblem } from '../../objects/names';

/** A port that traffic may go to: of the pods, not of a Service. */
export class Port {
  /**
   * One TCP port.
   *
   * @param number 1 to 65535
   */
  public static tcp(number: number): Port {
    return new Port('TCP', checked(number));
  }

  /**
   * One UDP port.
   *
   * @param number 1 to 65535
   */
  public static udp(number: number): Port {
    return new Port('UDP', checked(number));
  }

  /**
   * One SCTP port.
   *
   * @param number 1 to 65535
   */
  public static sctp(number: number): Port {
    return new Port('SCTP', checked(number));
  }

  /**
   * A range of TCP ports.
   *
   * @param first the lowest port
   * @param last the highest port, not below the first
   */
  public static tcpRange(first: number, last: number): Port {
    if (checked(last) < checked(first)) throw new Error(`cannot open ports ${first} to ${last}: the range is empty; pass the lower port first`);
    return new Port('TCP', first, last);
  }

  /** Every port of every protocol. */
  public static all(): Port {
    return new Port();
  }

  /**
   * A port as cdk8s-plus states it: a number or a name, or none for all ports of a protocol.
   * @internal
   */
  public static _of(protocol: string, port: number | string | undefined, endPort?: number): Port {
    return new Port(protocol, port, endPort);
  }

  private constructor(private readonly protocol?: string, private readonly port?: number | string, private readonly endPort?: number) {}

  /**
   * The port of a NetworkPolicy; undefined for all ports, which a policy expresses by naming none.
   * @internal
   */
  public _toManifest(): Record<string, unknown> | undefined {
    if (this.protocol === undefined) return undefined;
    const port = this.port === undefined ? {} : { port: this.port };
    return { ...port, protocol: this.protocol, ...(this.endPort === undefined ? {} : { endPort: this.endPort }) };
  }
}

function checked(number: number): number {
  const problem = portNumberProblem(number);
  if (problem) throw new Error(`cannot open port ${number}: it ${problem}; pass the port that the container listens on`);
  return number;
}
