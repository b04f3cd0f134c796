// What a team's inventory is called.

export const inventoryFile = 'hosts.yaml';
