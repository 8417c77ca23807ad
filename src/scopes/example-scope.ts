/**
 * A small scope file for tests: `v2` is effective from 2026, `v1` is in warn from then on and deprecated from July,
 * `next` is a draft. Everything that a scope file can have is there.
 */
export const EXAMPLE_SCOPE_TEXT = `uuid: 11111111-2222-4333-8444-555555555555
name: Example Cloud
url: https://example.org/scope.yaml
level: SCS-compatible
layer: IaaS
tested_every: week
prerequisite:
  name: Something below
  url: https://example.org/below.yaml
variables:
  - os_cloud
  - mode: fast
modules:
  - id: scs-9001-v1
    name: Names
    url: https://example.org/scs-9001-v1
    targets:
      main:
        - scs-9001-first
        - scs-9001-second
      recommended:
        - scs-9001-nicety
  - id: scs-9002-v1
    name: Images
    url: https://example.org/scs-9002-v1
    parameters:
      list: address of the list
    targets:
      main:
        - scs-9002-images
  - id: scs-9002-v2
    name: Images, revised
    url: https://example.org/scs-9002-v2
    parameters:
      list: address of the list
    targets:
      main:
        - scs-9002-images
        - scs-9002-more
  - id: scs-9003-v1
    name: Documents
    url: https://example.org/scs-9003-v1
    tested_every: quarter
    targets:
      preview:
        - papers-check
versions:
  - version: next
    include:
      - scs-9001-v1
      - ref: scs-9002-v2
        parameters:
          list: https://example.org/list-2
      - scs-9003-v1
  - version: v1
    stabilized_at: 2024-05-01
    include:
      - scs-9001-v1
  - version: v2
    stabilized_at: 2025-11-15
    document:
      id: scs-9500-v2
    include:
      - scs-9001-v1
      - ref: scs-9002-v1
        parameters:
          list: https://example.org/list-1
    overrides:
      scs-9002-images:
        lifetime: month
        section: medium
timeline:
  - date: 2024-06-01
    versions:
      v1: effective
  - date: 2026-07-01
    versions:
      next: draft
      v2: effective
      v1: deprecated
  - date: 2026-01-01
    versions:
      next: draft
      v2: effective
      v1: warn
`
