import { Client } from './client';
import { AccessRequest } from '../../src/objects/policy-rule';
import { User } from '../../src/objects/rbac-subject';

/** What the API server decides on. */
function attributesOf(request: AccessRequest): object {
  if ('path' in request) return { nonResourceAttributes: request };
  const [resource, subresource] = request.resource.split('/');
  return { resourceAttributes: { ...request, resource, subresource } };
}

/** Whether the API server allows somebody a request. */
export async function isAllowed(client: Client, { name, groups }: User, request: AccessRequest): Promise<boolean> {
  const { body } = await client.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: name, groups, ...attributesOf(request) } },
  });
  return body.status.allowed;
}
