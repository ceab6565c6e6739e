import { describeLaws } from './laws';

describeLaws('network');
