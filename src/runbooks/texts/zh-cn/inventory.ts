// Simplified Chinese texts of the room `inventory`: what is said of a team's hosts.yaml.
import type { inventory as en } from '../en/inventory.ts';

export const inventory: Record<keyof typeof en, string> = {
  'inventory.whole': '团队的主机：名称、分组和值。如何连接主机只写在 `~/.ssh/config` 中。',
  'inventory.schema': '此文件的版本：`hosts/v1`。',
  'inventory.hosts': '主机，使用 `~/.ssh/config` 中的名称。',
  'inventory.host': '一台主机：它是什么，以及它自己的值。可以留空。',
  'inventory.hostName': '一台主机，使用它在 `~/.ssh/config` 中的名称。',
  'inventory.description': '这台主机是什么。',
  'inventory.values': '带 `perHost: true` 的输入在这台主机上的值，按输入名称列出。',
  'inventory.groups': '用一个名称表示多台主机：`--on 角色=@名称` 会选中全部成员。',
  'inventory.group': '成员，按选用的先后顺序列出。',
  'inventory.groupName': '分组的名称。',

  'inventory.badHost':
    '`{text}` 不是有效的主机名称：只能使用字母、数字、`.`、`_` 和 `-`。用户、地址和端口应写在 `~/.ssh/config` 中，并取一个名称。',
  'inventory.badGroup': '`{text}` 不是有效的分组名称：只能使用字母、数字、`.`、`_` 和 `-`。`@` 只在使用分组时书写。',
  'inventory.address':
    '`{text}` 是一个地址。请在 `~/.ssh/config` 中为该主机取名（`HostName {text}`），然后在此处写该名称。',
  'inventory.reaching':
    '`{key}` 说明如何连接主机。请改在 `~/.ssh/config` 中写 `{keyword}`，这样每个人都可以有自己的连接方式。',
  'inventory.twice': '`{name}` 在分组 `{group}` 中出现了两次，请删除一个。',
  'inventory.unknownHost': '`{name}` 不在此文件的主机之中，请将它加到 `hosts` 下。',
  'inventory.unknownHostMeant': '`{name}` 不在此文件的主机之中。是否想写 `{meant}`？',
};
