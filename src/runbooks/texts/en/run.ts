// English texts of the room `run`.
export const run = {} as const;
