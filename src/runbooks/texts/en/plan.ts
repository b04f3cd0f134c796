// English texts of the room `plan`.
export const plan = {} as const;
