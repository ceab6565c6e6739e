import { STARTED } from './started-tool';
import { Client } from '../apiserver/client';
import { problems, Tally } from '../apiserver/tally';
import { Row } from '../suite';

const OPEN = ['/livez', '/readyz', '/healthz'];
const CLOSED = [
  '/', '/api', '/apis', '/version', '/metrics', '/openapi/v2', '/openapi/v3', '/livez/ping', '/healthz/', '/api/v1/namespaces/default/pods', '/api/v1/namespaces/kube-system/secrets',
  '/api/v1/namespaces/kube-public/configmaps/cluster-info', '/.well-known/openid-configuration', '/debug/pprof/',
];

/** Without credentials a request reaches what is declared, and nothing else. */
export async function anonymousRow(client: Client): Promise<Row> {
  const tally = new Tally('started with our files: requests without credentials', STARTED);
  const anonymous = client.bearing('');
  for (const path of [...OPEN, ...CLOSED]) {
    const { status } = await anonymous.get(path);
    const wanted = OPEN.includes(path) ? 200 : 401;
    tally.case(path, problems('anonymous', status === wanted ? [] : [`answered ${status}, not ${wanted}`]));
  }
  anonymous.close();
  return tally.row();
}
