import { describeLaws } from './laws';

describeLaws('workload');
