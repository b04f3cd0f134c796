// The triage of what the host does to the daemon: ports, disks, settings, orphans, and hosts that tell little.
import { expect, it } from 'vitest';
import { describeTriage } from './describeTriage.ts';
import { limitSudo } from './faults.ts';
import { freshDaemon } from './freshDaemon.ts';
import { hostCases } from './triageCases.ts';

describeTriage(hostCases, ({ host, reached, triage }) => {
  it('says what is missing where sudo allows a few commands only, and concludes nothing', async () => {
    await freshDaemon(host(), '2024');
    await limitSudo(host(), ['/usr/bin/systemctl', '/usr/bin/journalctl']);
    const { code, out, err } = await triage();
    expect({ code, out, err }).toMatchObject({ code: 3 });
    expect(out + err).toContain('NOPASSWD');
    expect((await reached().lastEnd()).verdict?.id).toBeUndefined();
    await freshDaemon(host(), '2024');
  });
});
