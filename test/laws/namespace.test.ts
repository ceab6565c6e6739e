import { describeLaws } from './laws';

describeLaws('namespace');
