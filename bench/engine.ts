import { join } from 'path';
import { inFolder } from './check-bundle';
import { writeInputs } from './check-input';
import { interleaved, median } from './interleaved';
import { Benchmark, Row } from './row';

const FEW = 3000;
const MANY = 30_000;

/** Judging alone: the objects are parsed, and all controls judge them. */
function rows(): Row[] {
  return inFolder((folder) => {
    const program = folder.bundle(join(__dirname, 'programs/judge.ts'), 'judge.js');
    const [few, many] = [FEW, MANY].map((count) => writeInputs(join(folder.path, String(count)), count));
    const files = { few: few['no finding'], many: many['no finding'], found: few['three findings per object'] };
    const runs = interleaved(Object.entries(files).map(([name, file]) => ({ name, command: process.execPath, args: [program, file] })));
    const of = (name: keyof typeof files, figure = 'ms'): number => median(runs.get(name)!.map(({ said }) => said[figure]));
    const rate = (MANY / of('many')) * 1000;
    return [
      {
        row: 'engine alone', measured: '`JSON.parse` of the same objects', ratio: of('many') / of('many', 'json'), target: { atMost: 4 },
        context: `${MANY} objects in ${Math.round(of('many'))} ms, ${Math.round(rate).toLocaleString('en')} a second; JSON.parse ${Math.round(of('many', 'json'))} ms`,
      },
      {
        row: 'engine alone: growth exponent', measured: `${FEW} objects`, ratio: Math.log(of('many') / of('few')) / Math.log(MANY / FEW), target: { atMost: 1.1 },
        context: `${FEW} objects in ${Math.round(of('few'))} ms`,
      },
      {
        row: 'engine alone: three findings per object', measured: 'no finding', ratio: of('found') / of('few'), target: { atMost: 2 },
        context: `${FEW} objects in ${Math.round(of('found'))} ms`,
      },
    ];
  });
}

export const engine: Benchmark = { name: 'engine', rows };
