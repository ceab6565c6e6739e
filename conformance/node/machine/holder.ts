/** Holds the namespaces of a node until it is killed; see `killed.ts`. Argument: the folder of the programs. */
import { Namespaces } from './namespaces';

void Namespaces.create(process.argv[2]).then(() => process.stdout.write('ready\n'));
