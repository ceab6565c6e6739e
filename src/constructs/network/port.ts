import { portNameProblem, portNumberProblem } from '../../objects/names';

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
    return new Port('TCP', ...checkedRange(first, last));
  }

  /**
   * A range of UDP ports.
   *
   * @param first the lowest port
   * @param last the highest port, not below the first
   */
  public static udpRange(first: number, last: number): Port {
    return new Port('UDP', ...checkedRange(first, last));
  }

  /**
   * A range of SCTP ports.
   *
   * @param first the lowest port
   * @param last the highest port, not below the first
   */
  public static sctpRange(first: number, last: number): Port {
    return new Port('SCTP', ...checkedRange(first, last));
  }

  /**
   * The TCP port that a container of the listening side has under a name, so that its number may change.
   *
   * @param name the `name` in `ports` of the container; synthesis fails where no container of a known workload has it
   */
  public static tcpNamed(name: string): Port {
    return new Port('TCP', checkedName(name));
  }

  /**
   * The UDP port that a container of the listening side has under a name.
   *
   * @param name the `name` in `ports` of the container; synthesis fails where no container of a known workload has it
   */
  public static udpNamed(name: string): Port {
    return new Port('UDP', checkedName(name));
  }

  /**
   * The SCTP port that a container of the listening side has under a name.
   *
   * @param name the `name` in `ports` of the container; synthesis fails where no container of a known workload has it
   */
  public static sctpNamed(name: string): Port {
    return new Port('SCTP', checkedName(name));
  }

  /** Every TCP port. */
  public static allTcp(): Port {
    return new Port('TCP');
  }

  /** Every UDP port. */
  public static allUdp(): Port {
    return new Port('UDP');
  }

  /** Every SCTP port. */
  public static allSctp(): Port {
    return new Port('SCTP');
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

  private constructor(
    /** @internal */
    public readonly _protocol?: string,
    /** @internal */
    public readonly _port?: number | string,
    private readonly endPort?: number,
  ) {}

  /**
   * The port of a NetworkPolicy; undefined for all ports, which a policy expresses by naming none.
   * @internal
   */
  public _toManifest(): Record<string, unknown> | undefined {
    if (this._protocol === undefined) return undefined;
    const port = this._port === undefined ? {} : { port: this._port };
    return { ...port, protocol: this._protocol, ...(this.endPort === undefined ? {} : { endPort: this.endPort }) };
  }
}

function checkedRange(first: number, last: number): [number, number] {
  if (checked(last) < checked(first)) throw new Error(`cannot open ports ${first} to ${last}: the range is empty; pass the lower port first`);
  return [first, last];
}

function checkedName(name: string): string {
  const problem = portNameProblem(name);
  if (problem) throw new Error(`cannot open port "${name}": it ${problem}; pass the name that a container gives to the port`);
  return name;
}

function checked(number: number): number {
  const problem = portNumberProblem(number);
  if (problem) throw new Error(`cannot open port ${number}: it ${problem}; pass the port that the container listens on`);
  return number;
}
