import { Yaml } from 'cdk8s';
import { ActionOutcome, Scene } from './trial';
import { saying, succeeded } from '../../apiserver/client';

const podsOf = async ({ node, namespace }: Scene): Promise<any[]> => (await node.client.get(`/api/v1/namespaces/${namespace}/pods`)).body.items;

/** Asks for the eviction of a pod, as the drain of its node does. */
export async function evict(scene: Scene): Promise<ActionOutcome> {
  const { node, namespace } = scene;
  const [pod] = await podsOf(scene);
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod.metadata.name, namespace } };
  const answer = await node.client.request('POST', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/eviction`, { body });
  return { said: saying(answer), succeeded: succeeded(answer) };
}

/** Writes so many mebibytes into a folder of the first container. A pod that was evicted meanwhile is written to no more. */
export const fill = (folder: string, mebibytes: number) => async (scene: Scene): Promise<ActionOutcome> => {
  const [pod] = await podsOf(scene);
  const place = { namespace: scene.namespace, pod: pod.metadata.name };
  const { error } = await scene.node.inContainer(place, pod.spec.containers[0].name, ['/standin', 'fill', `${folder}/fill`, String(mebibytes)])
    .catch((cause: Error) => ({ error: cause.message }));
  return { said: error ?? '', succeeded: error === undefined };
};

/** Connects to a host of the namespace from elsewhere. */
export const connect = (host: string, port: number) => async ({ node, namespace, client }: Scene): Promise<ActionOutcome> => {
  const target = `tcp:${host}.${namespace}:${port}`;
  const answers = await node.inContainer(client, client.spec.containers[0].name, ['/standin', 'dial', '1', `open=${target}`]);
  return { said: `${host}:${port} is ${answers[target]}`, succeeded: answers[target] === 'open' };
};

/** Applies the objects once more, on the server. */
export async function applyOnServer({ node, namespace, objects }: Scene): Promise<ActionOutcome> {
  const { status, stderr } = await node.kubectl(['apply', '--server-side', '--force-conflicts', '--namespace', namespace, '-f', '-'], Yaml.stringify(...objects));
  return { said: stderr, succeeded: status === 0 };
}

/** Asks the API server for what is below a path of the namespace, from the first container and with its token. */
export const ask = (resource: string) => async (scene: Scene): Promise<ActionOutcome> => {
  const [pod] = await podsOf(scene);
  const path = `/api/v1/namespaces/${scene.namespace}/${resource}`;
  const answers = await scene.node.inContainer({ namespace: scene.namespace, pod: pod.metadata.name }, pod.spec.containers[0].name, ['/standin', 'api', path]);
  return { said: `the API server: ${answers.error ?? answers[path]}`, succeeded: answers[path] === 200 };
};
