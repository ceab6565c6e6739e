import { isObject } from '../../objects/pointer';
import { compareQuantities, parseQuantity } from '../../objects/quantity';
import { ResourceDefaults } from '../../profile/resource-defaults';

type ResourceList = Record<string, unknown>;

/**
 * Requests and limits for what a container leaves open. A default never contradicts what is given: a request stays below a given limit, and a
 * limit is not below a given request.
 */
export function completeResources(container: Record<string, any>, defaults: ResourceDefaults): void {
  const given = isObject(container.resources) ? container.resources : {};
  const requests: ResourceList = { ...(isObject(given.requests) ? given.requests : {}) };
  const limits: ResourceList = { ...(isObject(given.limits) ? given.limits : {}) };
  const complete = (resource: string, request: string, limit: string | undefined): void => {
    requests[resource] ??= limits[resource] === undefined ? request : lesser(request, limits[resource]);
    if (limit !== undefined) limits[resource] ??= greater(limit, requests[resource]);
  };
  complete('cpu', defaults.cpuRequest.toString(), defaults.cpuLimit?.toString());
  complete('ephemeral-storage', defaults.ephemeralStorageRequest.toString(), defaults.ephemeralStorageLimit.toString());
  complete('memory', defaults.memoryRequest.toString(), defaults.memoryLimit.toString());
  container.resources = { ...given, limits, requests };
}

function lesser(left: string, right: unknown): unknown {
  return below(left, right) ? left : right;
}

function greater(left: string, right: unknown): unknown {
  return below(left, right) ? right : left;
}

/** A quantity that cannot be read is the user's, and `valid-manifest` says so. */
function below(left: string, right: unknown): boolean {
  const [a, b] = [parseQuantity(left), typeof right === 'string' ? parseQuantity(right) : undefined];
  return a !== undefined && b !== undefined && compareQuantities(a, b) < 0;
}
