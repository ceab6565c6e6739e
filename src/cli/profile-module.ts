import * as path from 'path';
import { pathToFileURL } from 'url';
import { UsageError } from './usage-error';
import { SecurityProfile } from '../profile/security-profile';

/** The `SecurityProfile` that a JavaScript module exports: as `profile`, as default, or as the module itself. */
export async function loadProfileModule(file: string): Promise<SecurityProfile> {
  const exported = await loadModule(path.resolve(file), file);
  const byDefault = memberOf(exported, 'default');
  const found = [memberOf(exported, 'profile'), byDefault, memberOf(byDefault, 'profile'), exported].find(isProfile);
  if (found) return found;
  throw new UsageError(`module "${file}" exports no SecurityProfile; write \`exports.profile = SecurityProfile.restricted({ … })\``);
}

async function loadModule(at: string, file: string): Promise<unknown> {
  try {
    return require(at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw notLoaded(file, error);
  }
  try {
    return await import(pathToFileURL(at).href);
  } catch (error) {
    throw notLoaded(file, error);
  }
}

function notLoaded(file: string, error: unknown): UsageError {
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n'); // Node adds who required it
  return new UsageError(`cannot load profile module "${file}": ${reason}; check its path and what it requires`);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The module may have its own copy of this package, so what counts is what a profile can do, not its class. */
function isProfile(value: unknown): value is SecurityProfile {
  return typeof value === 'object' && value !== null && 'kubernetesMinor' in value && 'podSecurityLevel' in value && 'strictSeverities' in value;
}
