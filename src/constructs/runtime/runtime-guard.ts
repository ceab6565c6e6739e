import { ApiObject, Lazy, Yaml } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { RuntimeEngine } from './runtime-engine';
import { RuntimeGuardProps } from './runtime-guard-props';
import { WatchedApp } from './watched-app';
import { cidrProblem } from '../../objects/cidr';
import { absolutePathProblem, dnsLabelProblem } from '../../objects/names';
import { textProblem } from '../../runtime/falco/condition';
import { falcoRules } from '../../runtime/falco/falco-rules';
import { profileRecording } from '../../runtime/profile-recording';
import { replicaDeviation } from '../../runtime/replica-deviation';
import { tracingPolicy } from '../../runtime/tetragon/tracing-policies';
import { WatchedWorkload } from '../../runtime/watched-workload';
import { renderLast } from '../synthesis/rendering';

type Json = Record<string, unknown>;

/**
 * Watches workloads at run time for what their construct does not say: a shell or another process, a read of secrets or accounts by somebody else, a
 * connection that no edge allows, a replica that deviates from its siblings. Processes are those that are declared here and those that `command`, probes
 * and hooks name; files and connections are those of mounts and edges.
 *
 * For Falco it renders a ConfigMap with a rules file, to be mounted below `/etc/falco/rules.d`; for Tetragon a TracingPolicyNamespaced for each workload.
 *
 * @see https://falco.org/docs/concepts/rules/
 * @see https://tetragon.io/docs/concepts/tracing-policy/
 */
export class RuntimeGuard extends Construct {
  private readonly watched: WatchedApp;
  private readonly engines: readonly RuntimeEngine[];

  /**
   * @param scope a chart, or any construct in it that is in no HardenedNamespace
   * @param id the name of the construct
   * @param props what differs from the defaults
   * @throws for an empty list of engines, a name that is no namespace, and what is no block of addresses
   */
  constructor(scope: Construct, id: string, private readonly props: RuntimeGuardProps = {}) {
    super(scope, id);
    this.engines = props.engines ?? [RuntimeEngine.FALCO];
    this.rejectBadProps();
    this.watched = new WatchedApp(this, props.clusterCidrs);
    if (this.engines.includes(RuntimeEngine.FALCO)) this.addFalcoRules();
    this.node.addValidation({ validate: () => this.watched.problems() });
  }

  /**
   * Watches a workload.
   *
   * @param workload a secure workload, or any construct or ApiObject that renders one
   * @param executables the absolute paths of what may run in it beside what its `command`, probes and hooks name; those of links and scripts are the
   * file that they lead to and their interpreter
   * @throws for a path that is not absolute or that no rule can hold, and for what renders no object; synthesis fails where the executables of a
   * container are not known
   */
  public watch(workload: IConstruct, ...executables: string[]): void {
    const at = `cannot watch "${workload.node.path}"`;
    for (const path of executables) {
      const problem = absolutePathProblem(path) ?? textProblem(path);
      if (problem) throw new Error(`${at}: the executable "${path}" ${problem}; pass the absolute path of the file, such as "/usr/local/bin/server"`);
    }
    const object = this.watched.add(workload, executables, at);
    const id = object.node.addr;
    if (this.engines.includes(RuntimeEngine.TETRAGON)) {
      this.add(`Tracing-${id}`, object, (one) => tracingPolicy(one, { kills: this.props.killUndeclared }));
    }
    if (this.props.alertOnDeviation) this.add(`Deviation-${id}`, object, (one) => replicaDeviation(one, { name: `${one.name}-replicas`, namespace: one.namespace }));
    if (this.props.recordProfiles) this.add(`Recording-${id}`, object, (one) => recordingOf(one));
  }

  private addFalcoRules(): void {
    const rules = (): Json => ({ 'hardened_rules.yaml': Yaml.stringify(falcoRules(this.watched.workloads())) });
    renderLast(new ApiObject(this, 'FalcoRules', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: this.props.falcoNamespace ?? 'falco' }, data: Lazy.any({ produce: rules }),
    }));
  }

  /** An object about one workload, in its namespace. Kind and name are known at once, the rest when all else is rendered. */
  private add(id: string, about: ApiObject, make: (workload: WatchedWorkload) => Json): void {
    const sketch = make(this.watched.sketch(about));
    const { apiVersion, kind, metadata } = sketch as { apiVersion: string; kind: string; metadata: { name: string; namespace: string } };
    renderLast(new ApiObject(this, id, { apiVersion, kind, metadata, spec: Lazy.any({ produce: () => make(this.watched.of(about)).spec }) }));
  }

  private rejectBadProps(): void {
    const at = `cannot build "${this.node.path}"`;
    if (this.engines.length === 0) throw new Error(`${at}: \`engines\` is empty, so that nothing would watch; name one, or leave it unset for Falco`);
    const { falcoNamespace, clusterCidrs = [], killUndeclared } = this.props;
    const namespaceProblem = falcoNamespace === undefined ? undefined : dnsLabelProblem(falcoNamespace);
    if (namespaceProblem) throw new Error(`${at}: \`falcoNamespace\` "${falcoNamespace}" ${namespaceProblem}; pass the namespace that Falco runs in`);
    for (const block of clusterCidrs) {
      const problem = cidrProblem(block);
      if (problem) throw new Error(`${at}: \`clusterCidrs\` has "${block}", which ${problem}`);
    }
    if (killUndeclared && !this.engines.includes(RuntimeEngine.TETRAGON)) {
      throw new Error(`${at}: \`killUndeclared\` needs Tetragon, since Falco ends no process; add RuntimeEngine.TETRAGON to \`engines\`, or leave it unset`);
    }
  }
}

function recordingOf({ title, name, namespace, pods }: WatchedWorkload): Json {
  if (pods.by !== 'labels') throw new Error(`cannot record a profile of ${title}: its pods have no labels; add them to its pods`);
  return profileRecording(pods.labels, { name, namespace });
}
