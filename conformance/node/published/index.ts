import { alertmanager } from './images/alertmanager';
import { etcd } from './images/etcd';
import { haproxy } from './images/haproxy';
import { httpd } from './images/httpd';
import { mariadb } from './images/mariadb';
import { memcached } from './images/memcached';
import { nginx } from './images/nginx';
import { nodeExporter } from './images/node-exporter';
import { postgres } from './images/postgres';
import { prometheus } from './images/prometheus';
import { rabbitmq } from './images/rabbitmq';
import { redis } from './images/redis';
import { registry } from './images/registry';
import { PublishedImage } from './published-image';

export const PUBLISHED_IMAGES: readonly PublishedImage[] = [
  nginx, httpd, haproxy, redis, memcached, postgres, mariadb, rabbitmq, prometheus, alertmanager, nodeExporter, registry, etcd,
];
