// The one schema of a team's hosts.yaml: names, groups and values. How a host is reached is nowhere in it.
import * as z from 'zod';
import { nameSchema, textSchema } from '../../language/schema/primitives.ts';

const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;
const hostNameSchema = z
  .string()
  .regex(name)
  .meta({ notation: 'hostName', text: 'inventory.hostName', id: 'hostName' });
const groupNameSchema = z
  .string()
  .regex(name)
  .meta({ notation: 'groupName', text: 'inventory.groupName', id: 'groupName' });
const hostSchema = z
  .strictObject({
    description: textSchema.optional().meta({ text: 'inventory.description' }),
    values: z
      .record(nameSchema, z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .meta({ text: 'inventory.values' }),
  })
  .meta({ text: 'inventory.host', id: 'host' });

/** The schema of a whole hosts.yaml. */
export const inventorySchema = z
  .strictObject({
    schema: z.literal('hosts/v1').meta({ text: 'inventory.schema' }),
    hosts: z.record(hostNameSchema, hostSchema.nullable()).meta({ text: 'inventory.hosts' }),
    groups: z
      .record(groupNameSchema, z.array(hostNameSchema).min(1).meta({ text: 'inventory.group' }))
      .default({})
      .meta({ text: 'inventory.groups' }),
  })
  .meta({ id: 'inventory', title: 'Hosts', text: 'inventory.whole' });
