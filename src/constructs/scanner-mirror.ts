/** Scanners that read exceptions from annotations. */
export enum ScannerMirror {
  /** https://docs.kubelinter.io; its exceptions have no end. */
  KUBE_LINTER = 'kube-linter',
  /** https://github.com/zegl/kube-score; its exceptions have neither reason nor end. */
  KUBE_SCORE = 'kube-score',
  /** https://www.checkov.io; its exceptions have no end. */
  CHECKOV = 'checkov',
  /** https://polaris.docs.fairwinds.com; its exceptions have neither reason nor end. */
  POLARIS = 'polaris',
  /** https://kubescape.io; its exceptions have reason and end. */
  KUBESCAPE = 'kubescape',
}
