import { describeLaws } from './laws';

describeLaws('rbac');
