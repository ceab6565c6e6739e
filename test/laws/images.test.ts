import { describeLaws } from './laws';

describeLaws('images');
