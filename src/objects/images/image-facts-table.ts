/** What is known about a public image. An entry without a source does not belong here, and neither does a fact that its source does not show. */
export interface ImageFacts {
  /** The repositories that hold the image, with their registries: `docker.io/library/nginx`. */
  readonly repositories: readonly string[];
  /** Only these tags. @default - all */
  readonly tags?: RegExp;
  /** The user that the image is made for, as a number; left out where it is made for none. */
  readonly user?: number;
  readonly group?: number;
  /** The same in images whose tag names Alpine; left out where they are the same. */
  readonly alpine?: { readonly user: number; readonly group: number };
  /** The number is not in the Dockerfile: the base image, or the package manager, assigns it. */
  readonly isUserImplied?: true;
  /** It runs as any user that may write to its paths. */
  readonly anyUser?: true;
  /** It names no user, or root. Where it starts as another one, its entrypoint leaves out the steps that need root. */
  readonly startsAsRoot?: true;
  /** It does not start without root. */
  readonly needsRoot?: true;
  /** The ports that it listens on by default. */
  readonly ports?: readonly number[];
  /** The folders that it writes to by default; an empty volume may be mounted there. */
  readonly writes: readonly string[];
  /** Folders that it writes to and that hold files of the image, which a volume hides. */
  readonly writesBesideFiles?: readonly string[];
  /** An image of the same software that needs no root and no port below 1024. */
  readonly unprivileged?: string;
  /** Environment variables without which it does not start where it runs without root and has volumes at its folders. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What else it needs without root, as a command. */
  readonly note?: string;
  /** Where this is written, looked up in November 2026. */
  readonly source: string;
}

const hub = (...names: string[]): string[] => names.map((name) => `docker.io/${name.includes('/') ? name : `library/${name}`}`);
const github = (path: string): string => `https://github.com/${path}`;

/** By the Dockerfiles and entrypoints of their makers. The first entry whose repository and tag match counts. */
export const IMAGE_FACTS: readonly ImageFacts[] = [
  // web servers and proxies
  {
    repositories: hub('nginx'), user: 101, group: 101, anyUser: true, startsAsRoot: true, ports: [80], writes: ['/var/cache/nginx', '/run'],
    unprivileged: 'docker.io/nginxinc/nginx-unprivileged', source: github('nginx/docker-nginx/blob/master/mainline/debian/Dockerfile'),
  },
  {
    repositories: hub('nginxinc/nginx-unprivileged'), user: 101, group: 101, anyUser: true, ports: [8080], writes: ['/tmp'],
    source: github('nginx/docker-nginx-unprivileged/blob/main/mainline/debian/Dockerfile'),
  },
  {
    repositories: hub('httpd'), anyUser: true, startsAsRoot: true, ports: [80], writes: ['/usr/local/apache2/logs'],
    source: github('docker-library/httpd/blob/master/2.4/Dockerfile'),
  },
  {
    repositories: hub('haproxy'), user: 99, group: 99, anyUser: true, writes: [], source: github('docker-library/haproxy/blob/master/3.0/Dockerfile'),
  },
  {
    repositories: hub('traefik'), anyUser: true, startsAsRoot: true, ports: [80], writes: [],
    source: github('traefik/traefik-library-image/blob/master/v3.3/alpine/Dockerfile'),
  },
  {
    repositories: hub('caddy'), anyUser: true, startsAsRoot: true, ports: [80, 443, 2019], writes: ['/config', '/data'],
    note: 'add NET_BIND_SERVICE to `capabilities.add`: the program carries this capability, and does not start where the container may not have it',
    source: github('caddyserver/caddy-docker/blob/master/2.8/alpine/Dockerfile'),
  },
  // databases, caches and brokers
  {
    repositories: hub('redis'), user: 999, group: 999, alpine: { user: 999, group: 1000 }, anyUser: true, startsAsRoot: true, ports: [6379], writes: ['/data'],
    source: github('redis/docker-library-redis/blob/master/debian/Dockerfile'),
  },
  {
    repositories: hub('valkey/valkey'), tags: /^(?!.*alpine)/, user: 999, group: 999, anyUser: true, startsAsRoot: true, ports: [6379], writes: ['/data'],
    source: github('valkey-io/valkey-container/blob/mainline/8.0/debian/Dockerfile'),
  },
  {
    repositories: hub('memcached'), user: 11211, group: 11211, anyUser: true, ports: [11211], writes: [],
    source: github('docker-library/memcached/blob/master/1/debian/Dockerfile'),
  },
  {
    // another user gets a name in /tmp, and cannot read what this one has stored
    repositories: hub('postgres'), tags: /^(?:9|1[0-7])(?:\D|$)/, user: 999, group: 999, alpine: { user: 70, group: 70 }, startsAsRoot: true, ports: [5432],
    writes: ['/var/lib/postgresql/data', '/var/run/postgresql'],
    // the folder of a volume belongs to root, and initdb changes the mode of this one
    variables: { PGDATA: '/var/lib/postgresql/data/pgdata' },
    source: github('docker-library/postgres/blob/master/17/bookworm/Dockerfile'),
  },
  {
    // from 18 on the data are in a folder of the version below the volume: https://github.com/docker-library/postgres/pull/1259
    repositories: hub('postgres'), user: 999, group: 999, alpine: { user: 70, group: 70 }, startsAsRoot: true, ports: [5432],
    writes: ['/var/lib/postgresql', '/var/run/postgresql'], source: github('docker-library/postgres/blob/master/17/bookworm/docker-entrypoint.sh'),
  },
  {
    repositories: hub('mysql'), user: 999, group: 999, anyUser: true, startsAsRoot: true, ports: [3306, 33060], writes: ['/var/lib/mysql', '/var/run/mysqld', '/tmp'],
    source: github('docker-library/mysql/blob/master/8.4/Dockerfile.oracle'),
  },
  {
    repositories: hub('mariadb'), user: 999, group: 999, isUserImplied: true, anyUser: true, startsAsRoot: true, ports: [3306],
    writes: ['/var/lib/mysql', '/run/mysqld', '/tmp'], source: github('MariaDB/mariadb-docker/blob/master/11.8/Dockerfile'),
  },
  {
    repositories: hub('mongo'), user: 999, group: 999, anyUser: true, startsAsRoot: true, ports: [27017], writes: ['/data/db', '/tmp'],
    source: github('docker-library/mongo/blob/master/8.0/docker-entrypoint.sh'),
  },
  {
    repositories: hub('cassandra'), user: 999, group: 999, anyUser: true, startsAsRoot: true, ports: [7000, 7001, 7199, 9042],
    writes: ['/var/lib/cassandra', '/var/log/cassandra'], writesBesideFiles: ['/etc/cassandra'],
    source: github('docker-library/cassandra/blob/master/5.0/Dockerfile'),
  },
  {
    repositories: hub('rabbitmq'), user: 999, group: 999, alpine: { user: 100, group: 101 }, anyUser: true, startsAsRoot: true,
    ports: [4369, 5671, 5672, 15691, 15692, 25672], writes: ['/var/lib/rabbitmq', '/var/log/rabbitmq'],
    source: github('docker-library/rabbitmq/blob/master/3.13/ubuntu/Dockerfile'),
  },
  {
    repositories: hub('nats'), anyUser: true, startsAsRoot: true, ports: [4222, 6222, 8222], writes: [],
    source: github('nats-io/nats-docker/blob/main/2.11.x/alpine3.22/Dockerfile'),
  },
  {
    repositories: hub('apache/kafka'), user: 1000, group: 1000, isUserImplied: true, ports: [9092], writes: ['/opt/kafka/logs', '/var/lib/kafka/data', '/tmp'],
    writesBesideFiles: ['/opt/kafka/config'], source: github('apache/kafka/blob/trunk/docker/jvm/Dockerfile'),
  },
  {
    repositories: hub('zookeeper'), user: 1000, group: 1000, startsAsRoot: true, ports: [2181, 2888, 3888, 8080], writes: ['/data', '/datalog', '/logs'],
    writesBesideFiles: ['/conf'], source: github('31z4/zookeeper-docker/blob/master/3.9.2/Dockerfile'),
  },
  {
    repositories: ['quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd', 'registry.k8s.io/etcd'], anyUser: true, startsAsRoot: true, ports: [2379, 2380],
    writes: ['/var/lib/etcd'], source: github('etcd-io/etcd/blob/main/Dockerfile'),
  },
  {
    repositories: [...hub('elasticsearch', 'elastic/elasticsearch'), 'docker.elastic.co/elasticsearch/elasticsearch'], user: 1000, group: 0, ports: [9200, 9300],
    writes: ['/usr/share/elasticsearch/data', '/usr/share/elasticsearch/logs', '/tmp'], writesBesideFiles: ['/usr/share/elasticsearch/config'],
    source: github('elastic/elasticsearch/blob/main/distribution/docker/src/docker/Dockerfile'),
  },
  {
    repositories: hub('opensearchproject/opensearch'), user: 1000, group: 1000, ports: [9200, 9300, 9600, 9650],
    writes: ['/usr/share/opensearch/data', '/usr/share/opensearch/logs', '/tmp'], writesBesideFiles: ['/usr/share/opensearch/config'],
    source: github('opensearch-project/opensearch-build/blob/main/docker/release/dockerfiles/opensearch.al2023.dockerfile'),
  },
  {
    repositories: [...hub('minio/minio'), 'quay.io/minio/minio'], anyUser: true, startsAsRoot: true, ports: [9000], writes: ['/data'],
    source: github('minio/minio/blob/master/Dockerfile.release'),
  },
  // monitoring
  {
    repositories: hub('grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise'), user: 472, group: 0, anyUser: true, ports: [3000],
    writes: ['/var/lib/grafana'], source: github('grafana/grafana/blob/main/Dockerfile'),
  },
  {
    repositories: [...hub('prom/prometheus'), 'quay.io/prometheus/prometheus'], user: 65534, group: 65534, isUserImplied: true, anyUser: true, ports: [9090],
    writes: ['/prometheus'], source: github('prometheus/prometheus/blob/main/Dockerfile'),
  },
  {
    repositories: [...hub('prom/alertmanager'), 'quay.io/prometheus/alertmanager'], user: 65534, group: 65534, isUserImplied: true, anyUser: true, ports: [9093],
    writes: ['/alertmanager'], source: github('prometheus/alertmanager/blob/main/Dockerfile'),
  },
  {
    repositories: [...hub('prom/node-exporter'), 'quay.io/prometheus/node-exporter'], user: 65534, group: 65534, isUserImplied: true, anyUser: true,
    ports: [9100], writes: [], source: github('prometheus/node_exporter/blob/master/Dockerfile'),
  },
  {
    repositories: hub('grafana/loki'), user: 10001, group: 10001, isUserImplied: true, anyUser: true, ports: [3100], writes: ['/loki'],
    source: github('grafana/loki/blob/main/cmd/loki/Dockerfile'),
  },
  {
    repositories: [...hub('fluent/fluent-bit'), 'cr.fluentbit.io/fluent/fluent-bit'], anyUser: true, startsAsRoot: true, ports: [2020], writes: [],
    source: github('fluent/fluent-bit/blob/master/dockerfiles/Dockerfile'),
  },
  {
    repositories: [...hub('otel/opentelemetry-collector'), 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector'], user: 10001,
    anyUser: true, writes: [], source: github('open-telemetry/opentelemetry-collector-releases/blob/main/distributions/otelcol/Dockerfile'),
  },
  // secrets, identity and configuration
  {
    repositories: hub('hashicorp/vault', 'vault'), user: 100, group: 1000, isUserImplied: true, startsAsRoot: true, ports: [8200],
    // its entrypoint ends where it may do neither
    writes: ['/vault/config', '/vault/file', '/vault/logs'], variables: { SKIP_CHOWN: 'true', SKIP_SETCAP: 'true' },
    source: github('hashicorp/vault/blob/main/.release/docker/docker-entrypoint.sh'),
  },
  {
    repositories: hub('hashicorp/consul', 'consul'), user: 100, group: 1000, isUserImplied: true, startsAsRoot: true, ports: [8300, 8301, 8302, 8500, 8600],
    writes: ['/consul/config', '/consul/data'], source: github('hashicorp/consul/blob/main/Dockerfile'),
  },
  {
    repositories: ['quay.io/keycloak/keycloak'], user: 1000, group: 0, ports: [8080, 8443], writes: ['/opt/keycloak/data', '/tmp'],
    writesBesideFiles: ['/opt/keycloak/lib/quarkus'], note: 'start an image that was built before (`start --optimized`), so that it changes no file of its own at the start',
    source: github('keycloak/keycloak/blob/main/quarkus/container/Dockerfile'),
  },
  // applications
  {
    repositories: hub('wordpress'), tags: /^(?!.*(?:alpine|fpm|cli))/, user: 33, group: 33, isUserImplied: true, startsAsRoot: true, ports: [80],
    writes: ['/var/www/html', '/var/run/apache2', '/var/lock/apache2', '/tmp'], source: github('docker-library/wordpress/blob/master/latest/php8.3/apache/Dockerfile'),
  },
  {
    repositories: hub('ghost'), tags: /^(?!.*alpine)/, user: 1000, group: 1000, startsAsRoot: true, ports: [2368], writes: ['/var/lib/ghost/content'],
    source: github('docker-library/ghost/blob/master/5/debian/Dockerfile'),
  },
  {
    repositories: hub('tomcat'), anyUser: true, startsAsRoot: true, ports: [8080],
    writes: ['/usr/local/tomcat/logs', '/usr/local/tomcat/temp', '/usr/local/tomcat/work'], source: github('docker-library/tomcat/blob/master/10.1/jdk21/temurin-noble/Dockerfile'),
  },
  {
    repositories: hub('jenkins/jenkins'), user: 1000, group: 1000, ports: [8080, 50000], writes: ['/var/jenkins_home', '/tmp'],
    source: github('jenkinsci/docker/blob/master/debian/bookworm/hotspot/Dockerfile'),
  },
  {
    repositories: hub('gitea/gitea'), tags: /rootless/, user: 1000, group: 1000, ports: [2222, 3000], writes: ['/var/lib/gitea', '/etc/gitea', '/tmp'],
    source: github('go-gitea/gitea/blob/main/Dockerfile.rootless'),
  },
  {
    repositories: hub('gitea/gitea'), startsAsRoot: true, needsRoot: true, ports: [22, 3000], writes: ['/data'],
    unprivileged: 'docker.io/gitea/gitea, with a tag that ends in `-rootless`', source: github('go-gitea/gitea/blob/main/Dockerfile'),
  },
  {
    repositories: hub('sonarqube'), tags: /^(?!.*alpine)/, user: 1000, group: 0, ports: [9000],
    writes: ['/opt/sonarqube/data', '/opt/sonarqube/extensions', '/opt/sonarqube/logs', '/opt/sonarqube/temp'],
    source: github('SonarSource/docker-sonarqube/blob/master/10/community/Dockerfile'),
  },
  {
    repositories: hub('registry'), anyUser: true, startsAsRoot: true, ports: [5000], writes: ['/var/lib/registry'],
    source: github('distribution/distribution/blob/main/Dockerfile'),
  },
  // images to build upon
  {
    repositories: hub('node'), user: 1000, group: 1000, anyUser: true, startsAsRoot: true, writes: [],
    source: github('nodejs/docker-node/blob/main/22/bookworm/Dockerfile'),
  },
  {
    repositories: hub('python'), anyUser: true, startsAsRoot: true, writes: [], source: github('docker-library/python/blob/master/3.12/slim-bookworm/Dockerfile'),
  },
  {
    repositories: hub('golang'), anyUser: true, startsAsRoot: true, writes: ['/go'], source: github('docker-library/golang/blob/master/1.22/bookworm/Dockerfile'),
  },
  {
    repositories: hub('busybox'), anyUser: true, startsAsRoot: true, writes: [], source: github('docker-library/busybox/blob/master/latest/glibc/Dockerfile'),
  },
  {
    repositories: ['static', 'base', 'base-nossl', 'cc'].flatMap((kind) => ['', '-debian12', '-debian13'].map((release) => `gcr.io/distroless/${kind}${release}`)),
    tags: /nonroot/, user: 65532, group: 65532, anyUser: true, writes: [], source: github('GoogleContainerTools/distroless/blob/main/common/variables.bzl'),
  },
];
