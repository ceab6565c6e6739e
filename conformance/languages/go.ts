import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { deflateRawSync } from 'zlib';
import { attempt, bytesIn, Installed, Language, Output, packaged } from './language';

// jsii-pacmak asks for a runtime that the module proxies may lack; a later one of the same major version runs what it generates
const RUNTIME = 'github.com/aws/jsii-runtime-go';

/** A workspace in which the modules that we built stand for those of the module proxy. */
class GoWorkspace implements Installed {
  public readonly bytes: number;
  private readonly modules: ReadonlyMap<string, string>;

  constructor() {
    const own = packaged('go');
    this.bytes = bytesIn(own, /./, (file) => deflateRawSync(readFileSync(file)).length); // a module proxy serves it as a zip
    const folders = [own, join(dirname(own), 'peers', 'go')].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
    this.modules = new Map(folders.filter((folder) => existsSync(join(folder, 'go.mod'))).map((folder) => [moduleOf(folder), folder]));
  }

  public get versions(): string[] {
    return [...this.modules].map(([module, folder]) => `${module.split('/')[3]} ${readFileSync(join(folder, 'version'), 'utf8').trim()}`);
  }

  public synthesize(folder: string): Output {
    const runtime = /jsii-runtime-go (\S+)/.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))![1];
    const replaced = [...this.modules].map(([module, at]) => `replace ${module} => ${at}`);
    writeFileSync(join(folder, 'go.work'), ['go 1.25', 'use .', ...replaced, `replace ${RUNTIME} => ${RUNTIME} ${runtime}`, ''].join('\n'));
    return attempt('go', ['run', '.'], folder, { GOFLAGS: '-buildvcs=false' });
  }
}

const moduleOf = (folder: string): string => /^module (\S+)/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))![1];

export const GO: Language = {
  name: 'go',
  commands: [{ call: ['go', 'version'], from: 'install Go 1.25 or later from https://go.dev/dl/' }],
  install: () => new GoWorkspace(),
  mistakes: [{
    file: 'shop.go',
    from: 'Image:     jsii.String("registry.example.com/shop/" + image),',
    to: 'Image: jsii.String("registry.example.com/" + image), '
      + 'SecurityContext: &cdk8splus27.ContainerSecurityContextProps{ReadOnlyRootFilesystem: jsii.Bool(false)},',
  }],
};
