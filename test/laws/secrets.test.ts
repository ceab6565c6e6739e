import { describeLaws } from './laws';

describeLaws('secrets');
