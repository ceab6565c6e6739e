import { kplus } from '../cdk8s-plus';

/** How a gRPC probe asks. */
export interface GrpcProbeOptions extends kplus.ProbeOptions {
  /**
   * The port of the gRPC server.
   *
   * @default - the first port of the container
   */
  readonly port?: number;

  /**
   * The service that is asked for, so that liveness and readiness can differ.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

/**
 * Probes that ask a gRPC server by its health checking protocol, which cdk8s-plus has no factory for.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe
 */
export class GrpcProbe {
  /**
   * A probe for `liveness`, `readiness` or `startup` of a container.
   *
   * @param options which port and service, and how often
   */
  public static of(options: GrpcProbeOptions = {}): kplus.Probe {
    const { service } = options;
    const probe = kplus.Probe.fromTcpSocket(options);
    const original = probe._toKube;
    // jsii calls methods by their names, so the object stays a Probe of cdk8s-plus whose rendering differs
    Object.defineProperty(probe, '_toKube', {
      value: (container: kplus.Container) => {
        const port = options.port ?? container.ports[0]?.number;
        if (port === undefined) {
          throw new Error(`cannot render the gRPC probe of container "${container.name}": neither the probe nor the container names a port; `
            + 'pass `port` to GrpcProbe.of, or `portNumber` to the container');
        }
        const { tcpSocket: _, ...rest } = original.call(probe, container);
        return { ...rest, grpc: { port, ...(service === undefined ? {} : { service }) } };
      },
    });
    return probe;
  }

  private constructor() {}
}
