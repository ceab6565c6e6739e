import { describeLaws } from './laws';

describeLaws('pod-security');
