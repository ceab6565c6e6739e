import { build } from './tenant-platform';

build().synth();
