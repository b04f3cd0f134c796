// What a new runbook begins with: sound runbooks as snippets, whose placeholders are what an author changes first.

/** The kinds that a person chooses from. */
export const templateNames = ['recover', 'triage', 'file'] as const;
export type TemplateName = (typeof templateNames)[number];

/** Snippets in the editor's syntax: `${1:text}`; a `$` of a script is `\\$`. */
export const templates: Readonly<Record<TemplateName, string>> = {
  recover: `schema: runbook/v1
title: \${1:Recover the service}
inputs:
  unit: { type: string, default: \${2:nginx.service}, pattern: '^[\\\\w@.-]+\\\\.service\\$', description: The service's systemd unit }
targets:
  node: { description: The host of the service, count: 1 }
defaults: { become: root, timeout: 60s }
preconditions:
  - title: There is room on the disk
    run: df -P / | awk 'NR == 2 { print \\$5 }' | tr -dc 0-9
    value: whole(stdout)
    expect: value < 95
    because: A full disk would stop it again.
steps:
  - id: evidence
    title: Save the evidence before touching anything
    effect: read
    run: journalctl -u "\\$unit" -n 500 --no-pager
    evidence: service.log
  - id: restart
    title: Restart {{ unit }}
    effect: change
    confirm:
      message: \${3:The service will be away for some seconds.}
      show:
        - { title: Its state now, run: systemctl status "\\$unit" --no-pager }
    run: systemctl restart "\\$unit"
    verify:
      - title: It runs, and goes on running
        run: systemctl is-active "\\$unit"
        expect: stdout == "active"
        every: 2s
        within: 1m
        stableFor: \${4:20s}
    undo: none
    because: A restart cannot be taken back.
`,
  triage: `schema: runbook/v1
title: \${1:Find out what is wrong}
inputs:
  unit: { type: string, default: \${2:nginx.service}, pattern: '^[\\\\w@.-]+\\\\.service\\$', description: The service's systemd unit }
targets:
  node: { description: The host of the service, count: 1 }
steps:
  - id: state
    title: Is it running?
    effect: read
    run: systemctl is-active "\\$unit"
    expect: exit == 0 || exit == 3
    capture:
      active: stdout == "active"
  - id: disk
    title: How full is the disk?
    effect: read
    run: df -P / | awk 'NR == 2 { print \\$5 }' | tr -dc 0-9
    capture:
      disk_used: whole(stdout)
verdicts:
  - { id: disk_full, when: disk_used > 95, title: The disk is full, because: { Used percent: disk_used } }
  - { id: stopped, when: '!active', title: \${3:The service does not run} }
  - { id: other, title: None of the known causes }
`,
  file: `schema: runbook/v1
title: \${1:Change a setting}
inputs:
  greeting: { type: string, default: \${2:Good evening.}, description: What the file says }
targets:
  node: { description: The host of the file }
defaults: { become: root }
steps:
  - id: setting
    title: Write the file
    effect: change
    file:
      path: \${3:/etc/motd}
      mode: '0644'
      content: |
        {{ greeting }}
    verify:
      - title: It says so
        run: cat \${3:/etc/motd}
        expect: exit == 0 && stdout.contains(greeting)
`,
};
