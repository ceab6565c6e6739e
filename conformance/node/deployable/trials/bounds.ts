import { Manifest } from '../../../../src/objects/manifest';
import { fill } from '../actions';
import { object, Trial, workload } from '../trial';

const FOLDER = '/cache';

const quota = (pods: string): Manifest => object('v1', 'ResourceQuota', 'quota', { spec: { hard: { pods } } });
const limitRange = (limit: object): Manifest => object('v1', 'LimitRange', 'limits', { spec: { limits: [limit] } });
const withResources = (resources: object): Manifest => workload({ container: { resources } });
const memory = (amount: string): Manifest => withResources({ requests: { memory: amount }, limits: { memory: amount } });
const caching = (limit: string): Manifest => workload({
  container: { resources: { limits: { 'ephemeral-storage': limit } }, volumeMounts: [{ name: 'cache', mountPath: FOLDER }] },
  pod: { volumes: [{ name: 'cache', emptyDir: { sizeLimit: '256Mi' } }] },
});
const claim = (storage: string): Manifest => (
  object('v1', 'PersistentVolumeClaim', 'data', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } }));

const ofContainer = limitRange({ type: 'Container', max: { memory: '1Gi' }, min: { memory: '16Mi' } });
const ofPod = limitRange({ type: 'Pod', max: { memory: '1Gi' } });

/** Pods that the API server refuses, or the kubelet evicts. */
export const BOUNDS: readonly Trial[] = [
  {
    control: 'quota-covers-need', shows: 'more pods than the quota has',
    faulty: [quota('1'), workload({ spec: { replicas: 2 } })], mended: [quota('10'), workload({ spec: { replicas: 2 } })], happens: /^FailedCreate: .*exceeded quota/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'more than a container may have',
    faulty: [ofContainer, memory('2Gi')], mended: [ofContainer, memory('128Mi')], happens: /^FailedCreate: .*maximum memory usage per Container is 1Gi/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'less than a container must have',
    faulty: [ofContainer, memory('8Mi')], mended: [ofContainer, memory('64Mi')], happens: /^FailedCreate: .*minimum memory usage per Container is 16Mi/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'no limit where pods have a maximum',
    faulty: [ofPod, workload()], mended: [ofPod, memory('128Mi')], happens: /^FailedCreate: .*maximum memory usage per Pod is 1Gi/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'a request above the limit that is filled in',
    faulty: [limitRange({ type: 'Container', default: { cpu: '100m' } }), withResources({ requests: { cpu: '200m' } })],
    mended: [limitRange({ type: 'Container', default: { cpu: '100m' } }), withResources({ requests: { cpu: '50m' } })],
    happens: /^FailedCreate: .*must be less than or equal to cpu limit/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'a limit too far above the request',
    faulty: [limitRange({ type: 'Container', maxLimitRequestRatio: { cpu: '2' } }), withResources({ requests: { cpu: '50m' }, limits: { cpu: '500m' } })],
    mended: [limitRange({ type: 'Container', maxLimitRequestRatio: { cpu: '2' } }), withResources({ requests: { cpu: '50m' }, limits: { cpu: '100m' } })],
    happens: /^FailedCreate: .*max limit to request ratio per Container is 2/,
  },
  {
    control: 'limit-range-allows-pods', shows: 'a claim above the bounds',
    faulty: [limitRange({ type: 'PersistentVolumeClaim', max: { storage: '10Gi' } }), claim('1Ti')],
    mended: [limitRange({ type: 'PersistentVolumeClaim', max: { storage: '10Gi' } }), claim('1Gi')],
    happens: /maximum storage usage per PersistentVolumeClaim is 10Gi/,
  },
  {
    control: 'volumes-within-ephemeral-storage', shows: 'a volume that holds more than the pod may write', action: fill(FOLDER, 100),
    faulty: [caching('64Mi')], mended: [caching('512Mi')], happens: /^Evicted: .*exceeds the total limit of containers/,
  },
];
