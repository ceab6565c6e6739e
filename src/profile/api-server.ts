import { blockPeer, EgressRule } from './platform-peer';
import { cidrProblem } from '../objects/cidr';
import { portNumberProblem } from '../objects/names';

/** Where the Kubernetes API server is reached. */
export interface ApiServerProps {
  /**
   * Its address blocks in canonical form, such as '10.0.0.10/32'; at least one.
   *
   * List the endpoints (`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes`) rather than the cluster IP of the
   * `kubernetes` service: most network plugins judge a connection by its translated address.
   */
  readonly cidrs: string[];

  /**
   * The port of the endpoints. Managed control planes mostly listen on 443.
   *
   * @default 6443
   */
  readonly port?: number;
}

/**
 * The addresses of the Kubernetes API server, which no pod selector can name: it runs outside the pod network.
 *
 * Workloads that call the API are allowed to reach these, and nothing else in the network of the nodes.
 *
 * @see https://kubernetes.io/docs/concepts/security/controlling-access/
 */
export class ApiServer {
  /**
   * The API server at these addresses.
   *
   * @param props its addresses and port.
   */
  public static of(props: ApiServerProps): ApiServer {
    const port = props.port ?? 6443;
    if (props.cidrs.length === 0) {
      throw new Error('cannot reach the API server: cidrs is empty; pass the addresses of its endpoints as cidrs');
    }
    for (const cidr of props.cidrs) {
      const problem = cidrProblem(cidr);
      if (problem) throw new Error(`cannot reach the API server at "${cidr}": it ${problem}; correct it in cidrs`);
    }
    const portProblem = portNumberProblem(port);
    if (portProblem) throw new Error(`cannot reach the API server on port ${port}: it ${portProblem}; pass the port of its endpoints as port`);
    return new ApiServer([...props.cidrs], port);
  }

  private constructor(
    private readonly blocks: readonly string[],
    /** The port of the endpoints. */
    public readonly port: number,
  ) {}

  /** The address blocks. */
  public get cidrs(): string[] {
    return [...this.blocks];
  }

  /**
   * The egress rule that allows calls of the API; each call returns data of its own.
   *
   * @internal
   */
  public _egressRule(): EgressRule {
    return { to: this.blocks.map(blockPeer), ports: [{ protocol: 'TCP', port: this.port }] };
  }
}
