// Made by conformance/fields/generate.ts from github.com/external-secrets/external-secrets v1.3.2, github.com/bitnami-labs/sealed-secrets v0.40.0, sigs.k8s.io/secrets-store-csi-driver v1.4.8, github.com/cert-manager/cert-manager v1.21.1, github.com/external-secrets/external-secrets v0.16.2, github.com/cilium/cilium v1.20.2. Do not edit.
/** By kind, what the API server fills into the items of its lists: paths, whose `*` is each item, and values. */
export const LIST_DEFAULTS: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  'external-secrets.io/v1 ExternalSecret': [
    ['spec data * remoteRef conversionStrategy', 'Default'],
    ['spec data * remoteRef decodingStrategy', 'None'],
    ['spec data * remoteRef metadataPolicy', 'None'],
    ['spec data * sourceRef generatorRef apiVersion', 'generators.external-secrets.io/v1alpha1'],
    ['spec dataFrom * extract conversionStrategy', 'Default'],
    ['spec dataFrom * extract decodingStrategy', 'None'],
    ['spec dataFrom * extract metadataPolicy', 'None'],
    ['spec dataFrom * find conversionStrategy', 'Default'],
    ['spec dataFrom * find decodingStrategy', 'None'],
    ['spec dataFrom * sourceRef generatorRef apiVersion', 'generators.external-secrets.io/v1alpha1'],
    ['spec target template templateFrom * configMap items * templateAs', 'Values'],
    ['spec target template templateFrom * secret items * templateAs', 'Values'],
    ['spec target template templateFrom * target', 'Data'],
  ],
  'cilium.io/v2 CiliumNetworkPolicy': [
    ['spec egress * icmps * fields * family', 'IPv4'],
    ['spec egressDeny * icmps * fields * family', 'IPv4'],
    ['spec ingress * icmps * fields * family', 'IPv4'],
    ['spec ingressDeny * icmps * fields * family', 'IPv4'],
  ],
  'cilium.io/v2 CiliumClusterwideNetworkPolicy': [
    ['spec egress * icmps * fields * family', 'IPv4'],
    ['spec egressDeny * icmps * fields * family', 'IPv4'],
    ['spec ingress * icmps * fields * family', 'IPv4'],
    ['spec ingressDeny * icmps * fields * family', 'IPv4'],
  ],
};
