import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';

/** The text of a file that a tool wrote; large ones are compressed. */
export function reportText(name: string): string {
  const file = join(__dirname, 'reports', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : gunzipSync(readFileSync(`${file}.gz`)).toString('utf8');
}

export const MINBASE = '127.0.0.1:5000/shop/minbase';
export const DISTROLESS = '127.0.0.1:5000/shop/distroless';
