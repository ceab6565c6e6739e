import { existsSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import { attempt, bytesIn, Installed, Language, Output, packaged } from './language';

/** A repository of Maven that is empty but for what Maven Central serves, and what we built. */
class MavenRepository implements Installed {
  public readonly bytes: number;
  private readonly settings: string;
  private readonly local: string;

  constructor(folder: string) {
    const own = packaged('java');
    this.bytes = bytesIn(own, /\d\.jar$/); // neither sources nor documentation
    const peers = join(dirname(own), 'peers', 'java');
    this.local = join(folder, 'repository');
    this.settings = join(folder, 'settings.xml');
    const repositories = [own, peers].map((at, i) => `<repository><id>built-${i}</id><url>${pathToFileURL(at).href}</url></repository>`).join('');
    writeFileSync(this.settings, '<settings><profiles><profile><id>built</id><repositories>'
      + `${repositories}</repositories></profile></profiles><activeProfiles><activeProfile>built</activeProfile></activeProfiles></settings>`);
  }

  public get versions(): string[] {
    const artifacts = { 'jsii-runtime': 'software/amazon/jsii/jsii-runtime', 'cdk8s': 'org/cdk8s/cdk8s', 'cdk8s-plus-27': 'org/cdk8s/cdk8s-plus-27' };
    return Object.entries(artifacts).map(([name, path]) => `${name} ${this.versionsIn(path).join(' or ')}`);
  }

  public synthesize(folder: string): Output {
    return attempt('mvn', ['-q', '-B', '-s', this.settings, `-Dmaven.repo.local=${this.local}`, 'compile', 'exec:java'], folder);
  }

  private versionsIn(path: string): string[] {
    const folder = join(this.local, path);
    return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : [];
  }
}

export const JAVA: Language = {
  name: 'java',
  commands: [
    { call: ['javac', '-version'], from: 'install a JDK 17 or later from https://adoptium.net/' },
    { call: ['mvn', '--version'], from: 'install Maven 3.8 or later from https://maven.apache.org/download.cgi' },
  ],
  install: (folder) => new MavenRepository(folder),
  mistakes: [{
    file: 'src/main/java/com/example/shop/Shop.java',
    from: '.image("registry.example.com/shop/" + image)',
    to: '.image("registry.example.com/" + image)'
      + '.securityContext(org.cdk8s.plus27.ContainerSecurityContextProps.builder().readOnlyRootFilesystem(false).build())',
  }],
};
