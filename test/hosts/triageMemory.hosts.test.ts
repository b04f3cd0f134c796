// The triage of what memory and processor do to the daemon, and of a daemon that is well.
import { expect, it } from 'vitest';
import { describeTriage } from './describeTriage.ts';
import { freshDaemon } from './freshDaemon.ts';
import { snapshotHost } from './snapshotHost.ts';
import { memoryCases } from './triageCases.ts';

describeTriage(memoryCases, ({ host, plan, triage }) => {
  it('changes nothing', async () => {
    await freshDaemon(host(), 'current');
    const before = await snapshotHost(host());
    expect(await plan()).toMatchObject({ code: 0 });
    expect(await triage()).toMatchObject({ code: 0 });
    expect(await snapshotHost(host())).toBe(before);
  });
});
